package io.podwatcher.http.forwardauth.verdict;

import io.podwatcher.authorize.Denial;
import io.podwatcher.http.forwardauth.question.Refusal;
import io.podwatcher.http.forwardauth.question.Ruling;
import io.podwatcher.messages.decisions.CallTarget;
import io.podwatcher.messages.decisions.DecisionBatch;
import io.podwatcher.messages.lookup.LookupResult;
import io.podwatcher.model.IpAddress;
import io.podwatcher.model.Pod;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Counts decisions until they are taken as a batch. Repeats only add to a number, so that a call costs one look into a
 * hash table. What does not fit is counted as left out. On the event loop of one HTTP verticle.
 */
final class DecisionRecorder {

    /** Callers times targets in one batch. */
    static final int MAX_CALLS = 1000;

    /** Fewer, because everybody outside the cluster can cause them, each with an address of its own. */
    static final int MAX_REFUSALS = 250;

    /**
     * Of the queries and hosts in one batch, of which everybody can write new ones of 4,096 characters each. A thousand
     * usual ones fit.
     */
    static final int MAX_CHARACTERS = 512 << 10;

    private static final String NO_POD = "";

    private final LongSupplier nanoTime;
    private final Map<CallKey, Tally> calls = new HashMap<>();
    private final Map<RefusalKey, Tally> refusals = new HashMap<>();
    private int characters;
    private long leftOut;

    /** One key for each cell that is counted; all callers that are no known pod have the same UID, an empty one. */
    private record CallKey(String uid, CallTarget target, Denial denial) {

        /** The generated one asks the enum for its identity hash, which is slower and differs from run to run. */
        @Override
        public int hashCode() {
            int reason = denial == null ? 0 : denial.ordinal() + 1;
            return (uid.hashCode() * 31 + target.hashCode()) * 31 + reason;
        }
    }

    private record RefusalKey(IpAddress ip, CallKey call) {}

    private static final class Tally {

        /** In its newest state, because its labels may have changed; null if the caller is no known pod. */
        private Pod caller;

        private long count;
        private long last;
    }

    DecisionRecorder(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Records a decision about a call to this target. */
    void record(CallTarget target, Ruling ruling) {
        Pod pod = ruling.owner().orElse(null) instanceof LookupResult.Owned owned ? owned.pod() : null;
        Denial denial = ruling.refusal().map(Refusal::denial).orElse(null);
        String uid = pod == null ? NO_POD : pod.uid();
        CallTarget called = target instanceof CallTarget.Unknown ? CallTarget.UNKNOWN : target;
        boolean fits = count(calls, new CallKey(uid, called, denial), MAX_CALLS, called, pod);
        if (denial != null) {
            RefusalKey key = new RefusalKey(ruling.ip().orElse(null), new CallKey(uid, target, denial));
            fits &= count(refusals, key, MAX_REFUSALS, target, pod);
        }
        if (!fits) {
            leftOut++;
        }
    }

    private <K> boolean count(Map<K, Tally> tallies, K key, int max, CallTarget target, Pod pod) {
        Tally tally = tallies.get(key);
        if (tally == null) {
            if (tallies.size() == max || characters + target.characters() > MAX_CHARACTERS) {
                return false;
            }
            characters += target.characters();
            tally = new Tally();
            tallies.put(key, tally);
        }
        tally.caller = pod;
        tally.count++;
        tally.last = nanoTime.getAsLong();
        return true;
    }

    /** Counts decisions that were taken in a batch which has been lost. */
    void lost(DecisionBatch batch) {
        leftOut += batch.leftOut()
                + batch.calls().stream().mapToLong(DecisionBatch.Calls::count).sum();
    }

    boolean isEmpty() {
        return calls.isEmpty() && leftOut == 0;
    }

    /** All decisions since the last call of this method. */
    DecisionBatch take() {
        List<DecisionBatch.Calls> called = calls.entrySet().stream()
                .map(entry -> calls(entry.getKey(), entry.getValue()))
                .toList();
        List<DecisionBatch.Refusals> refused = refusals.entrySet().stream()
                .map(entry -> refusals(entry.getKey(), entry.getValue()))
                .toList();
        DecisionBatch batch = new DecisionBatch(called, refused, leftOut);
        calls.clear();
        refusals.clear();
        characters = 0;
        leftOut = 0;
        return batch;
    }

    private static DecisionBatch.Calls calls(CallKey key, Tally tally) {
        return new DecisionBatch.Calls(
                Optional.ofNullable(tally.caller),
                key.target(),
                Optional.ofNullable(key.denial()),
                tally.count,
                tally.last);
    }

    private static DecisionBatch.Refusals refusals(RefusalKey key, Tally tally) {
        return new DecisionBatch.Refusals(
                Optional.ofNullable(key.ip()),
                Optional.ofNullable(tally.caller),
                key.call().target(),
                key.call().denial(),
                tally.count,
                tally.last);
    }
}
