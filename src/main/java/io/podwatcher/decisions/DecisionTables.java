package io.podwatcher.decisions;

import io.podwatcher.messages.decisions.CallTarget;
import io.podwatcher.messages.decisions.DecisionBatch;
import io.podwatcher.model.Pod;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Merges the decisions of all HTTP verticles. Bounded in rows and in characters, because clients write the queries and
 * hosts. On the worker of the decisions verticle.
 */
final class DecisionTables {

    static final int MAX_PAIRS = 10_000;
    static final int MAX_REFUSALS = 1_000;

    /** A source that keeps asking about new targets must not evict the pairs of all others. */
    static final int MAX_PAIRS_OF_SOURCE = 1_000;

    /** 150 for each row: the usual names are shorter, and most rows share them. */
    static final int MAX_PAIR_CHARACTERS = 150 * MAX_PAIRS;

    static final int MAX_REFUSAL_CHARACTERS = 250 * MAX_REFUSALS;

    /** How long a pair is kept that does not call. */
    static final long KEPT_NANOS = TimeUnit.DAYS.toNanos(1);

    /** Longer targets are rare, and must not be kept longer than their rows. */
    private static final int MAX_SHARED_CHARACTERS = 256;

    private final LeastRecentlyUsed<Pair.Key, Pair> pairs =
            new LeastRecentlyUsed<>(MAX_PAIRS, MAX_PAIR_CHARACTERS, Pair.Key::characters, this::removed);
    private final LeastRecentlyUsed<RefusedCall.Key, RefusedCall> refusals =
            new LeastRecentlyUsed<>(MAX_REFUSALS, MAX_REFUSAL_CHARACTERS, RefusedCall.Key::characters, key -> {});
    private final Map<Source, Integer> pairsOfSource = new HashMap<>();
    private final Interned<Source> sources = new Interned<>();
    private final Interned<TargetKey> targets = new Interned<>();
    private long leftOut;

    /** Adds the decisions of one HTTP verticle. */
    void add(DecisionBatch batch) {
        leftOut += batch.leftOut();
        for (DecisionBatch.Calls calls : batch.calls()) {
            add(new Pair.Key(source(calls.caller()), target(calls.target())), calls);
        }
        for (DecisionBatch.Refusals refused : batch.refusals()) {
            RefusedCall.Key key = new RefusedCall.Key(
                    refused.ip(),
                    refused.caller().map(Pod::name).orElse(""),
                    source(refused.caller()),
                    target(refused.target()),
                    refused.denial());
            refusals.use(key, RefusedCall::new).add(refused);
        }
    }

    private void add(Pair.Key key, DecisionBatch.Calls calls) {
        if (!pairs.contains(key)) {
            if (pairsOfSource.getOrDefault(key.source(), 0) >= MAX_PAIRS_OF_SOURCE) {
                leftOut += calls.count();
                return;
            }
            pairsOfSource.merge(key.source(), 1, Integer::sum);
        }
        pairs.use(key, Pair::new).add(calls);
    }

    private void removed(Pair.Key key) {
        pairsOfSource.computeIfPresent(key.source(), (source, count) -> count == 1 ? null : count - 1);
    }

    private Source source(Optional<Pod> caller) {
        return caller.map(pod -> sources.get(Source.of(pod))).orElse(Source.UNKNOWN);
    }

    private TargetKey target(CallTarget target) {
        TargetKey key = TargetKey.of(target);
        return key.characters() <= MAX_SHARED_CHARACTERS ? targets.get(key) : key;
    }

    /** Forgets pairs that have not called for a day; {@code now} is by {@link System#nanoTime}. */
    void forgetOld(long now) {
        pairs.removeIf(pair -> now - pair.last() > KEPT_NANOS);
    }

    /** All pairs, the last that called first. */
    List<Pair> pairs() {
        return pairs.rows().stream()
                .sorted(Comparator.comparingLong(Pair::last).reversed())
                .toList();
    }

    /** The last refusals, newest first. */
    List<RefusedCall> refusals(int limit) {
        return refusals.rows().stream()
                .sorted(Comparator.comparingLong(RefusedCall::last).reversed())
                .limit(limit)
                .toList();
    }

    /** How many decisions are missing because of a bound. */
    long leftOut() {
        return leftOut;
    }
}
