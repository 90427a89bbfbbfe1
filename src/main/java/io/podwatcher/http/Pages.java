package io.podwatcher.http;

import io.podwatcher.messages.Addresses;
import io.podwatcher.messages.PageReply;
import io.podwatcher.messages.PageRequest;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import java.util.concurrent.TimeUnit;

/**
 * Asks the cache for the pages of one listing, and lets the lookups of its event loop pass. Where the cache is on the same loop, each page
 * is a task that the one before has queued, and Netty goes on with queued tasks for up to a second before it reads its
 * connections again; a timer ends that.
 */
final class Pages {

    private static final long LONGEST_TURN_NANOS = TimeUnit.MILLISECONDS.toNanos(2);
    private static final long PAUSE_MILLIS = 1;

    private final Vertx vertx;
    private final DeliveryOptions withinPatience;
    private long turnBegan = System.nanoTime();

    /**
     * @param withinPatience how long the cache may take for each page
     */
    Pages(Vertx vertx, DeliveryOptions withinPatience) {
        this.vertx = vertx;
        this.withinPatience = withinPatience;
    }

    /** The page, now or after the lookups that have come meanwhile. */
    Future<PageReply> ask(PageRequest request) {
        if (System.nanoTime() - turnBegan < LONGEST_TURN_NANOS) {
            return askNow(request);
        }
        return vertx.timer(PAUSE_MILLIS, TimeUnit.MILLISECONDS).compose(paused -> {
            turnBegan = System.nanoTime();
            return askNow(request);
        });
    }

    private Future<PageReply> askNow(PageRequest request) {
        return vertx.eventBus()
                .<PageReply>request(Addresses.PAGE, request, withinPatience)
                .map(Message::body);
    }
}
