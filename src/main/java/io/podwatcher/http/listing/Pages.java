package io.podwatcher.http.listing;

import io.podwatcher.http.streaming.LoopShare;
import io.podwatcher.messages.CacheClient;
import io.podwatcher.messages.map.PageReply;
import io.podwatcher.messages.map.PageRequest;
import io.vertx.core.Future;

/**
 * Requests the pages of all listings of one HTTP verticle from the cache.
 *
 * @param loop pauses listings so that lookups are read in between
 */
record Pages(CacheClient cache, LoopShare loop) {

    /** Requests a page, after a pause if one is due. */
    Future<PageReply> ask(PageRequest request) {
        return loop.pauseIfDue().compose(now -> cache.page(request));
    }
}
