package io.podwatcher.watch;

import io.fabric8.kubernetes.client.Watcher.Action;
import io.podwatcher.watch.KnownPods.Update;
import io.podwatcher.watch.pod.PodResource;
import java.util.List;

/**
 * Turns lists and events into changes of the map: what {@link KnownPods} says has changed is sent to the cache in
 * batches. On the watch verticle's worker.
 */
final class MapUpdates {

    private final KnownPods known;
    private final ChangeBatcher batcher;
    private final ListProgress progress;
    private final WatchMeters meters;

    MapUpdates(KnownPods known, ChangeBatcher batcher, ListProgress progress, WatchMeters meters) {
        this.known = known;
        this.batcher = batcher;
        this.progress = progress;
        this.meters = meters;
    }

    /**
     * A list begins.
     *
     * @param everything whether all that is known is of no use
     */
    void beginList(boolean everything) {
        if (everything) {
            known.forget();
            batcher.startOver();
        }
        known.beginList();
        batcher.beginList();
        progress.begins();
    }

    /** The list has brought some pods; returns whether it is time to report how many they are by now. */
    boolean listed(List<PodResource> pods) {
        boolean isTimeToReport = false;
        for (PodResource pod : pods) {
            // One that does not say which it is changes nothing: this list says all there is to say.
            batcher.add(known.present(pod).changes());
            isTimeToReport |= progress.podCame();
        }
        return isTimeToReport;
    }

    /** How many pods the list under way has brought; 0 when there is none. */
    int listed() {
        return progress.pods();
    }

    /**
     * The list is complete.
     *
     * @param trueAt when it was asked for
     */
    void endList(long trueAt) {
        batcher.add(known.endList());
        progress.ends(known.size(), batcher.endList(trueAt));
    }

    /** The watch has brought an event; returns whether it is clear which pod it was about. */
    boolean event(Action action, PodResource pod) {
        meters.count(action);
        if (action == Action.BOOKMARK) {
            return true;
        }
        Update update = action == Action.DELETED ? known.deleted(pod) : known.present(pod);
        batcher.add(update.changes());
        return update.isClear();
    }

    /** Sends the events that wait for others. */
    void flush() {
        batcher.flush();
    }
}
