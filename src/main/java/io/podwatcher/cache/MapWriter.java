package io.podwatcher.cache;

import io.podwatcher.cache.index.PodIndex;
import io.podwatcher.cache.index.Relist;
import io.podwatcher.messages.watch.PodChange;
import io.podwatcher.messages.watch.PodsChanged;
import io.podwatcher.messages.watch.PodsChanged.Part;
import io.podwatcher.model.MapVersion;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Applies the watch's batches to the map. The first list is applied batch by batch, because no lookup is answered
 * before it is complete; each later list, and each full relist, is applied as a whole at its end. On the cache
 * verticle's loop.
 */
final class MapWriter {

    private static final Logger log = LoggerFactory.getLogger(MapWriter.class);

    private final PodIndex index;
    private final Relist relist;
    private final Freshness freshness;
    private final EventLag lag;
    private final Consumer<Collection<PodChange>> applied;
    private final Optional<OwnersFeed> feed;

    /**
     * @param applied receives the changes when all of them have been applied
     * @param feed reports the owners that have changed; empty if nobody records them
     */
    MapWriter(
            PodIndex index,
            Relist relist,
            Freshness freshness,
            EventLag lag,
            Consumer<Collection<PodChange>> applied,
            Optional<OwnersFeed> feed) {
        this.index = index;
        this.relist = relist;
        this.freshness = freshness;
        this.lag = lag;
        this.applied = applied;
        this.feed = feed;
    }

    /** Applies a batch, or keeps it until its list is complete. */
    void apply(PodsChanged batch) {
        if (batch.part() == Part.GAP) {
            relist.gap();
            freshness.reached(MapVersion.UNKNOWN);
            return;
        }
        boolean isFirstList = !freshness.isSynced();
        long confirmedBefore = freshness.confirmedAt();
        if (batch.part() != Part.WATCH && (freshness.isSynced() || relist.isFull())) {
            relist.add(batch.changes());
        } else {
            write(batch.changes());
        }
        if (batch.part() == Part.LIST_END) {
            // Within one task of the event loop: no lookup sees the map between the first change and the last.
            boolean full = relist.isFull();
            write(relist.end(index.uids()));
            freshness.listed(full);
        }
        if (batch.part() != Part.LIST) {
            freshness.reached(batch.version());
        }
        feed.ifPresent(owners -> {
            if (isFirstList) {
                owners.discard();
            } else {
                owners.applied(batch.part(), confirmedBefore, batch.readAt());
            }
        });
        batch.confirmedAt().ifPresent(freshness::confirmed);
        if (batch.part() == Part.WATCH) {
            lag.record(batch.readAt());
        }
    }

    private void write(Collection<PodChange> changes) {
        for (PodChange change : changes) {
            log.debug("{}", change);
            if (change instanceof PodChange.Present present) {
                index.put(present.pod());
            } else if (change instanceof PodChange.Gone gone) {
                index.remove(gone.uid());
            }
        }
        applied.accept(changes);
    }
}
