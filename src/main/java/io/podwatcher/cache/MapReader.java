package io.podwatcher.cache;

import io.podwatcher.cache.index.PodIndex;
import io.podwatcher.messages.lookup.LookupReply;
import io.podwatcher.messages.lookup.LookupResult;
import io.podwatcher.messages.map.ChangesReply;
import io.podwatcher.messages.map.ChangesRequest;
import io.podwatcher.messages.map.PageReply;
import io.podwatcher.messages.map.PageRequest;
import io.podwatcher.messages.recording.UnownedReply;
import io.podwatcher.messages.watch.WatchAge;
import io.podwatcher.model.IpAddress;
import io.podwatcher.model.MapVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Answers from the map as it is now, with its age. Until the first list is complete, each answer says so instead. On
 * the cache verticle's loop.
 */
final class MapReader {

    private final PodIndex index;
    private final Freshness freshness;
    private final ChangeReader changes;

    MapReader(PodIndex index, Freshness freshness, ChangeReader changes) {
        this.index = index;
        this.freshness = freshness;
        this.changes = changes;
    }

    LookupResult lookup(IpAddress ip) {
        return freshness.isSynced() ? index.lookup(ip) : LookupResult.Refused.NOT_SYNCED;
    }

    /** The results for these IPs, in their order. */
    LookupReply lookupAll(List<IpAddress> ips) {
        List<LookupResult> lookups = new ArrayList<>(ips.size());
        for (IpAddress ip : ips) {
            lookups.add(lookup(ip));
        }
        return new LookupReply(lookups, freshness.age());
    }

    /** The version of the map; unknown before the first list. */
    MapVersion version() {
        return freshness.version();
    }

    PageReply page(PageRequest request) {
        return freshness.isSynced()
                ? MapPages.page(index, request, freshness.age())
                : new PageReply(List.of(), Optional.empty(), false, WatchAge.NONE);
    }

    ChangesReply changes(ChangesRequest request) {
        return freshness.isSynced() ? changes.read(request, freshness.age()) : changes.notSynced();
    }

    /** The IPs that are ambiguous or a node's. The caller knows whether the map is complete. */
    UnownedReply unowned() {
        return new UnownedReply(index.unowned());
    }
}
