package io.podwatcher.watch;

import io.fabric8.kubernetes.client.Watcher.Action;
import io.podwatcher.model.MapVersion;
import io.podwatcher.watch.KnownPods.Update;
import io.podwatcher.watch.pod.PodResource;
import io.podwatcher.watch.resource.ResourceUpdates;
import java.util.List;

/**
 * Turns lists and events into changes of the map, by {@link KnownPods}, and sends them to the cache in batches. On the
 * watch verticle's worker.
 */
final class MapUpdates implements ResourceUpdates<PodResource> {

    private final KnownPods known;
    private final ChangeBatcher batcher;
    private final ListProgress progress;
    private final EmptyScope scope;
    private final WatchMeters meters;

    MapUpdates(KnownPods known, ChangeBatcher batcher, ListProgress progress, EmptyScope scope, WatchMeters meters) {
        this.known = known;
        this.batcher = batcher;
        this.progress = progress;
        this.scope = scope;
        this.meters = meters;
    }

    @Override
    public void beginList(boolean full) {
        if (full) {
            known.forget();
            batcher.startOver();
        }
        known.beginList();
        batcher.beginList();
        progress.started();
    }

    @Override
    public boolean listed(List<PodResource> pods) {
        boolean isReportDue = false;
        for (PodResource pod : pods) {
            // A pod without identity changes nothing: no further list would tell more than this one.
            batcher.add(known.present(pod).changes());
            isReportDue |= progress.podListed();
        }
        return isReportDue;
    }

    @Override
    public int listed() {
        return progress.pods();
    }

    @Override
    public void endList(long trueAt, String version) {
        batcher.add(known.endList());
        progress.ended(known.size(), batcher.endList(trueAt, version));
        scope.listed(known.size());
    }

    @Override
    public boolean event(Action action, PodResource pod) {
        meters.count(action);
        if (action == Action.BOOKMARK) {
            batcher.addEvent(List.of(), pod.getMetadata().getResourceVersion());
            return true;
        }
        Update update = action == Action.DELETED ? known.deleted(pod) : known.present(pod);
        // The map has no version with an event that was not understood.
        batcher.addEvent(update.changes(), update.isClear() ? pod.getMetadata().getResourceVersion() : null);
        return update.isClear();
    }

    @Override
    public MapVersion version() {
        return batcher.version();
    }

    @Override
    public void flush() {
        batcher.flush();
    }
}
