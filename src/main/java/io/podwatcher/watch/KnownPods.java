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
 * Which pod is known by which name, and in which state: enough to see that it has changed, was replaced under the same
 * name, or is missing from a list. Both the list and the watch go through it, and it says what changes the map. Pods
 * are distinguished by UID; names are reused by other pods. The pods themselves live in the cache verticle only. On the
 * watch verticle's worker.
 */
final class KnownPods {

    private static final Logger log = LoggerFactory.getLogger(KnownPods.class);

    private final PodReader reader;
    private final RateLimit unreadable;
    private final RateLimit unidentified;
    private Map<KnownPod, KnownPod> known = new HashMap<>();

    /** Those of which the list under way has said nothing so far. */
    private Map<KnownPod, KnownPod> unlisted = new HashMap<>();

    /**
     * What has to be sent to the map.
     *
     * @param changes in order; none where nothing has changed
     * @param isClear false when it is not clear which pod was meant: then only a list can tell what has become of it
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

    /**
     * A list begins: what it does not say is gone at its end. One that was abandoned before has changed nothing by
     * that.
     */
    void beginList() {
        unlisted.putAll(known);
        known = new HashMap<>();
    }

    /** The list is complete; returns the deletion of each pod that it lacks. */
    List<PodChange> endList() {
        List<PodChange> gone = new ArrayList<>(unlisted.size());
        unlisted.values().forEach(pod -> gone.add(new PodChange.Gone(pod.uid())));
        unlisted = new HashMap<>();
        return gone;
    }

    /** Nothing is known any more: the next list says everything. */
    void forget() {
        known = new HashMap<>();
        unlisted = new HashMap<>();
    }

    int size() {
        return known.size() + unlisted.size();
    }

    /** A pod is as a list or an event says. */
    Update present(PodResource pod) {
        if (!pod.isIdentified()) {
            sayUnidentified();
            return Update.UNCLEAR;
        }
        KnownPod now = KnownPod.of(pod);
        // Removed first, because a map keeps the old key, and with it the strings of a state that has gone.
        KnownPod before = remove(now);
        if (before != null && before.isSameState(now)) {
            // The map has these strings; the ones of now would be a second copy.
            known.put(before, before);
            return Update.NONE;
        }
        known.put(now, now);
        List<PodChange> changes = new ArrayList<>(2);
        if (before != null && !before.isSamePod(now)) {
            // Deleted and created again under the same name while nobody watched.
            changes.add(new PodChange.Gone(before.uid()));
        }
        changes.add(read(pod));
        return new Update(changes, true);
    }

    /** A pod was deleted, as an event says. */
    Update deleted(PodResource pod) {
        KnownPod named = KnownPod.of(pod);
        KnownPod before = remove(named);
        boolean isClear = pod.isIdentified() && (before == null || before.isSamePod(named));
        if (!isClear) {
            sayUnidentified();
        }
        List<PodChange> changes = new ArrayList<>(2);
        if (before != null) {
            // Also where it may be another one: until that is clear, neither is answered.
            changes.add(new PodChange.Gone(before.uid()));
        }
        if (pod.isIdentified() && (before == null || !before.isSamePod(named))) {
            changes.add(new PodChange.Gone(named.uid()));
        }
        return new Update(changes, isClear);
    }

    /** The one that is known by the same name, which is not known any more; null when there is none. */
    private KnownPod remove(KnownPod named) {
        KnownPod before = known.remove(named);
        return before == null ? unlisted.remove(named) : before;
    }

    private PodChange read(PodResource pod) {
        try {
            return new PodChange.Present(reader.read(pod));
        } catch (RuntimeException e) {
            // Its new state is unknown, and the old one may be wrong by now: better no answer than that one.
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

    private void sayUnidentified() {
        unidentified.report(
                1,
                times -> log.error(
                        "A pod without UID, name or namespace, or deleted under another one's UID, is ignored{}",
                        RateLimit.leftOut(times)));
    }
}
