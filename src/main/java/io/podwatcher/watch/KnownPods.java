package io.podwatcher.watch;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.podwatcher.log.RateLimit;
import io.podwatcher.messages.watch.PodChange;
import io.podwatcher.watch.pod.PodReader;
import io.podwatcher.watch.pod.PodResource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares lists and events with the known pods, and computes the changes of the map. For each name it keeps the UID
 * and version, enough to see that a pod has changed, was replaced under the same name, or is missing from a list. Pods
 * are identified by UID; other pods reuse names. The pods themselves are in the cache verticle only. On the watch
 * verticle's worker.
 */
final class KnownPods {

    private static final Logger log = LoggerFactory.getLogger(KnownPods.class);

    private final PodReader reader;
    private final RateLimit unreadable;
    private final RateLimit unidentified;
    private Map<KnownPod, KnownPod> known = new HashMap<>();

    /** Known pods that the list in progress has not reported so far. */
    private Map<KnownPod, KnownPod> unlisted = new HashMap<>();

    /** Pods from before a full relist. Unchanged ones keep their objects, which share their strings with the map. */
    private Map<KnownPod, KnownPod> forgotten = new HashMap<>();

    /**
     * The changes to send to the map.
     *
     * @param changes in order; empty if nothing has changed
     * @param isClear false if it is not clear which pod was meant: then only a list can show its state
     */
    record Update(List<PodChange> changes, boolean isClear) {

        private static final Update NONE = new Update(List.of(), true);
        private static final Update UNCLEAR = new Update(List.of(), false);
    }

    KnownPods(PodReader reader, LongSupplier nanoTime) {
        this.reader = reader;
        this.unreadable = new RateLimit(nanoTime, 5);
        this.unidentified = new RateLimit(nanoTime, 5);
    }

    /** Starts a list: pods that it does not report are gone at its end. Abandoning the list before has no effect. */
    void beginList() {
        unlisted.putAll(known);
        known = new HashMap<>();
    }

    /** The list is complete; returns a deletion for each pod that it did not report. */
    List<PodChange> endList() {
        List<PodChange> gone = new ArrayList<>(unlisted.size());
        unlisted.values().forEach(pod -> gone.add(new PodChange.Gone(pod.uid())));
        unlisted = new HashMap<>();
        forgotten = new HashMap<>();
        return gone;
    }

    /** Forgets all pods: the next list reports everything. */
    void forget() {
        forgotten.putAll(unlisted);
        forgotten.putAll(known);
        known = new HashMap<>();
        unlisted = new HashMap<>();
    }

    int size() {
        return known.size() + unlisted.size();
    }

    /** Takes a pod's state from a list or an event. */
    Update present(PodResource pod) {
        if (!pod.isIdentified()) {
            reportUnidentified();
            return Update.UNCLEAR;
        }
        KnownPod now = KnownPod.of(pod);
        // Removed first, because a map keeps the old key, and with it the strings of an old state.
        KnownPod before = remove(now);
        if (before != null && before.isSameState(now)) {
            // Keeps the object that shares its strings with the map; the new one has copies.
            known.put(before, before);
            return Update.NONE;
        }
        KnownPod kept = unlessChanged(forgotten.remove(now), now);
        known.put(kept, kept);
        List<PodChange> changes = new ArrayList<>(2);
        if (before != null && !before.isSamePod(now)) {
            // Deleted and recreated under the same name while there was no watch.
            changes.add(new PodChange.Gone(before.uid()));
        }
        changes.add(read(pod));
        return new Update(changes, true);
    }

    /** Takes the deletion of a pod from an event. */
    Update deleted(PodResource pod) {
        KnownPod named = KnownPod.of(pod);
        KnownPod before = remove(named);
        boolean isClear = pod.isIdentified() && (before == null || before.isSamePod(named));
        if (!isClear) {
            reportUnidentified();
        }
        List<PodChange> changes = new ArrayList<>(2);
        if (before != null) {
            // Removed even if another pod may be meant: until that is clear, neither is served.
            changes.add(new PodChange.Gone(before.uid()));
        }
        if (pod.isIdentified() && (before == null || !before.isSamePod(named))) {
            changes.add(new PodChange.Gone(named.uid()));
        }
        return new Update(changes, isClear);
    }

    private static KnownPod unlessChanged(KnownPod before, KnownPod now) {
        return before != null && before.isSameState(now) ? before : now;
    }

    /** Removes and returns the pod known by the same name; null if there is none. */
    private KnownPod remove(KnownPod named) {
        KnownPod before = known.remove(named);
        return before == null ? unlisted.remove(named) : before;
    }

    private PodChange read(PodResource pod) {
        try {
            return new PodChange.Present(reader.read(pod));
        } catch (RuntimeException e) {
            // The new state is unknown and the old one may be wrong: no answer is better than a wrong one.
            ObjectMeta metadata = pod.getMetadata();
            unreadable.report(
                    1,
                    times -> log.error(
                            "Pod {}/{} cannot be read and is left out{}",
                            metadata.getNamespace(),
                            metadata.getName(),
                            RateLimit.leftOut(times),
                            e));
            return new PodChange.Gone(metadata.getUid());
        }
    }

    private void reportUnidentified() {
        unidentified.report(
                1,
                times -> log.error(
                        "A pod without UID, name or namespace, or deleted under another one's UID, is ignored{}",
                        RateLimit.leftOut(times)));
    }
}
