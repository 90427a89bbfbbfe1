package io.podwatcher.history;

import io.podwatcher.messages.CacheClient;
import io.podwatcher.messages.lookup.LookupResult;
import io.podwatcher.messages.map.PageReply;
import io.podwatcher.messages.map.PageRequest;
import io.podwatcher.messages.recording.OwnersChanged;
import io.podwatcher.model.IpAddress;
import io.podwatcher.model.label.LabelSelector;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the whole map, page by page, while it changes. The cache answers and reports changes in one order, so what is
 * read last of an IP is what holds. On the context of the history verticle.
 */
final class MapSnapshot {

    private static final int PAGE = 256;
    private static final PageRequest.Filter ALL =
            new PageRequest.Filter(Optional.empty(), Optional.empty(), LabelSelector.EVERYTHING);

    private final CacheClient cache;
    private final Map<IpAddress, LookupResult> map = new HashMap<>();

    MapSnapshot(CacheClient cache) {
        this.cache = cache;
    }

    /** Changes that arrive while the map is read. */
    void add(OwnersChanged message) {
        message.changes().forEach(change -> map.put(change.ip(), change.now()));
    }

    /** What the map answers for each IP that it knows, when the last page has been read. */
    Future<Map<IpAddress, LookupResult>> read() {
        return cache.unowned().compose(reply -> {
            map.putAll(reply.ips());
            return readAfter(Optional.empty());
        });
    }

    private Future<Map<IpAddress, LookupResult>> readAfter(Optional<IpAddress> last) {
        return cache.page(new PageRequest(ALL, last, PAGE)).compose(page -> {
            page.entries().forEach(entry -> map.put(entry.ip(), new LookupResult.Owned(entry.owner())));
            return next(page);
        });
    }

    private Future<Map<IpAddress, LookupResult>> next(PageReply page) {
        return page.next().isPresent() ? readAfter(page.next()) : Future.succeededFuture(map);
    }
}
