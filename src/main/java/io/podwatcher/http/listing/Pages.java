package io.podwatcher.http.listing;

import io.podwatcher.messages.CacheClient;
import io.podwatcher.messages.map.PageReply;
import io.podwatcher.messages.map.PageRequest;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.concurrent.TimeUnit;

/**
 * Requests the pages of all listings of one HTTP verticle from the cache, and pauses the listings together so that
 * lookups are read in between. If the cache is on the same loop, each page is a task queued by the one before, and
 * Netty runs queued tasks for up to a second before it reads its connections again; a timer prevents that. On the event
 * loop of its HTTP verticle.
 */
final class Pages {

    private static final long MAX_RUN_NANOS = TimeUnit.MILLISECONDS.toNanos(2);
    private static final long PAUSE_MILLIS = 1;

    private final Vertx vertx;
    private final CacheClient cache;
    private long runStartedAt = System.nanoTime();
    private Future<Void> pause = Future.succeededFuture();

    Pages(Vertx vertx, CacheClient cache) {
        this.vertx = vertx;
        this.cache = cache;
    }

    /** Requests a page, after a pause if one is due. */
    Future<PageReply> ask(PageRequest request) {
        return pauseIfDue().compose(now -> cache.page(request));
    }

    /** Complete when listings may use the event loop: at once, or after a pause in which lookups are read. */
    Future<Void> pauseIfDue() {
        if (pause.isComplete() && System.nanoTime() - runStartedAt >= MAX_RUN_NANOS) {
            pause = vertx.timer(PAUSE_MILLIS, TimeUnit.MILLISECONDS)
                    .onSuccess(paused -> runStartedAt = System.nanoTime())
                    .mapEmpty();
        }
        return pause;
    }
}
