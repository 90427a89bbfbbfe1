package io.podwatcher.http.listing;

import io.podwatcher.messages.CacheClient;
import io.podwatcher.messages.map.PageReply;
import io.podwatcher.messages.map.PageRequest;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.concurrent.TimeUnit;

/**
 * Asks the cache for the pages of all listings of one HTTP verticle, and makes them pause together so that lookups are
 * read in between. Where the cache is on the same loop, each page is a task that the one before has queued, and Netty
 * goes on with queued tasks for up to a second before it reads its connections again; a timer ends that. On the event
 * loop of its HTTP verticle.
 */
final class Pages {

    private static final long MAX_TURN_NANOS = TimeUnit.MILLISECONDS.toNanos(2);
    private static final long PAUSE_MILLIS = 1;

    private final Vertx vertx;
    private final CacheClient cache;
    private long turnBegan = System.nanoTime();
    private Future<Void> pause = Future.succeededFuture();

    Pages(Vertx vertx, CacheClient cache) {
        this.vertx = vertx;
        this.cache = cache;
    }

    /** The page, now or after the lookups that have arrived meanwhile. */
    Future<PageReply> ask(PageRequest request) {
        return turn().compose(now -> cache.page(request));
    }

    /** Complete when listings may use the event loop: at once, or after the lookups that have arrived meanwhile. */
    Future<Void> turn() {
        if (pause.isComplete() && System.nanoTime() - turnBegan >= MAX_TURN_NANOS) {
            pause = vertx.timer(PAUSE_MILLIS, TimeUnit.MILLISECONDS)
                    .onSuccess(paused -> turnBegan = System.nanoTime())
                    .mapEmpty();
        }
        return pause;
    }
}
