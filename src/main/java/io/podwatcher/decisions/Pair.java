package io.podwatcher.decisions;

import io.podwatcher.authorize.Denial;
import io.podwatcher.messages.decisions.CallTarget;
import io.podwatcher.messages.decisions.DecisionBatch;
import io.podwatcher.model.Pod;
import io.podwatcher.model.label.LabelSelector;
import io.podwatcher.model.label.PodLabels;
import io.podwatcher.model.label.SelectorSyntaxException;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** The calls of one source to one target. On the worker of the decisions verticle. */
final class Pair {

    /** Denials that a rule has made, so that another rule would allow the call. */
    private static final Set<Denial> BY_RULE =
            EnumSet.of(Denial.WRONG_NAMESPACE, Denial.WRONG_SERVICE_ACCOUNT, Denial.WRONG_LABELS);

    /**
     * Identifies a pair.
     *
     * @param source who calls
     * @param target what is called
     */
    record Key(Source source, TargetKey target) {

        int characters() {
            return source.characters() + target.characters();
        }
    }

    private final Key key;
    private long allowed;
    private long denied;
    private long last;
    private Denial lastDenial; // null if none: ten thousand of these are in memory
    private long deniedAt;
    private boolean allowedByRule;
    private boolean deniedByRule;
    private boolean hasOtherLabels;

    Pair(Key key) {
        this.key = key;
    }

    /** Adds calls of this source to this target. */
    void add(DecisionBatch.Calls calls) {
        last = isNew() ? calls.last() : Math.max(last, calls.last());
        if (calls.denial().isEmpty()) {
            allowed += calls.count();
            allowedByRule = true;
            return;
        }
        Denial denial = calls.denial().get();
        denied += calls.count();
        if (lastDenial == null || calls.last() >= deniedAt) {
            deniedAt = calls.last();
            lastDenial = denial;
        }
        if (BY_RULE.contains(denial)) {
            deniedByRule = true;
            hasOtherLabels |= denial == Denial.WRONG_LABELS || !hasLabels(calls);
        }
    }

    private boolean isNew() {
        return allowed == 0 && denied == 0;
    }

    /** A rule looks at the labels last, so a pod of another namespace may have other labels, too. */
    private static boolean hasLabels(DecisionBatch.Calls calls) {
        if (!(calls.target() instanceof CallTarget.Query query)
                || query.labelSelectors().isEmpty()) {
            return true;
        }
        Pod pod = calls.caller().orElseThrow();
        PodLabels labels = PodLabels.of(pod);
        return labels.complete()
                && query.labelSelectors().stream()
                        .allMatch(selector -> parsed(selector).matches(labels));
    }

    private static LabelSelector parsed(String selector) {
        try {
            return LabelSelector.parse(selector);
        } catch (SelectorSyntaxException e) {
            throw new IllegalStateException("the question would not have been understood", e);
        }
    }

    Source source() {
        return key.source();
    }

    TargetKey target() {
        return key.target();
    }

    long allowed() {
        return allowed;
    }

    long denied() {
        return denied;
    }

    /** When the last call was decided, by {@link System#nanoTime}. */
    long last() {
        return last;
    }

    /** Why the last refused call was refused; empty if none was. */
    Optional<Denial> lastDenial() {
        return Optional.ofNullable(lastDenial);
    }

    /** Whether a rule that names the source would have allowed a call, or has. */
    boolean isLearned() {
        return allowedByRule || deniedByRule;
    }

    /** Whether a rule has denied a call. */
    boolean isDeniedByRule() {
        return deniedByRule;
    }

    /** Whether a learned call came from a pod without the labels that the query asks for. */
    boolean hasOtherLabels() {
        return hasOtherLabels;
    }
}
