package io.podwatcher.decisions;

import io.podwatcher.authorize.Fixes;
import io.podwatcher.fission.HttpTrigger;
import io.podwatcher.model.Identity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Turns the calls that were learned into the rules that allow them. A rule can name no less than a service account.
 * Used for one answer, on the worker of the decisions verticle.
 */
final class Proposals {

    private static final Comparator<Identity> ORDER =
            Comparator.comparing(Identity::namespace).thenComparing(Identity::serviceAccount);

    private static final SortedSet<Identity> NOBODY = Collections.emptySortedSet();

    /** Longer ones fit into no terminal, and an annotation of the API server has its limits, too. */
    static final int MAX_COMMAND_LENGTH = 16 << 10;

    private final Map<TargetKey, List<Pair>> pairs;
    private final KnownTriggers triggers;

    /** Who was denied by the rule of a trigger, whichever of its targets was called: they share its annotation. */
    private final Map<String, SortedSet<Identity>> deniedByTrigger = new LinkedHashMap<>();

    /**
     * @param pairs all calls
     * @param triggers those that the router has now
     */
    Proposals(Collection<Pair> pairs, KnownTriggers triggers) {
        this.pairs = pairs.stream()
                .filter(Pair::isLearned)
                .collect(Collectors.groupingBy(Pair::target, LinkedHashMap::new, Collectors.toList()));
        this.triggers = triggers;
        pairs.stream().filter(Pair::isDeniedByRule).forEach(this::learn);
    }

    private void learn(Pair pair) {
        pair.source()
                .identity()
                .ifPresent(caller -> pair.target()
                        .triggers()
                        .forEach(trigger -> deniedByTrigger
                                .computeIfAbsent(
                                        KnownTriggers.name(pair.target().namespace(), trigger),
                                        first -> new TreeSet<>(ORDER))
                                .add(caller)));
    }

    /** One for each target whose rule would have to change, or could be narrowed. */
    List<Proposal> all() {
        List<Proposal> all = new ArrayList<>();
        pairs.forEach((target, calls) ->
                (target.query().isPresent() ? ofQuery(target, calls) : ofFunction(target)).ifPresent(all::add));
        return all;
    }

    private Optional<Proposal> ofQuery(TargetKey target, List<Pair> calls) {
        SortedSet<Identity> callers = calls.stream()
                .flatMap(pair -> pair.source().identity().stream())
                .collect(Collectors.toCollection(() -> new TreeSet<>(ORDER)));
        if (callers.isEmpty()) {
            return Optional.empty();
        }
        boolean keepsLabels = calls.stream().noneMatch(Pair::hasOtherLabels);
        return Optional.of(new Proposal(
                target, List.copyOf(callers), RuleLine.of(target.query().orElseThrow(), callers, keepsLabels)));
    }

    private Optional<Proposal> ofFunction(TargetKey target) {
        Set<Identity> allowed = new LinkedHashSet<>();
        List<String> commands = new ArrayList<>();
        triggers.of(target).forEach(trigger -> {
            List<Identity> added = added(trigger);
            allowed.addAll(trigger.allowed());
            allowed.addAll(added);
            if (!added.isEmpty()) {
                commands.add(Fixes.ofTrigger(trigger, added));
            }
        });
        if (commands.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> line =
                Optional.of(String.join("; ", commands)).filter(text -> text.length() <= MAX_COMMAND_LENGTH);
        return Optional.of(new Proposal(target, List.copyOf(allowed), line));
    }

    private List<Identity> added(HttpTrigger trigger) {
        return deniedByTrigger.getOrDefault(KnownTriggers.name(trigger.namespace(), trigger.name()), NOBODY).stream()
                .filter(caller -> trigger.allowed().stream().noneMatch(named -> covers(named, caller)))
                .toList();
    }

    private static boolean covers(Identity identity, Identity caller) {
        return identity.namespace().equals(caller.namespace())
                && (identity.serviceAccount().isEmpty()
                        || identity.serviceAccount().equals(caller.serviceAccount()));
    }
}
