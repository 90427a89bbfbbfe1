package io.podwatcher.watch;

import io.podwatcher.messages.BusAddresses;
import io.podwatcher.messages.watch.PodsChanged;
import io.podwatcher.messages.watch.WatchReport;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/**
 * Sends changes and reports to the cache, in order and with few batches in flight. The bus would queue without bound,
 * so a watch that is faster than the cache blocks here, which also slows down the API server. On the watch verticle's
 * worker.
 */
final class CacheSender {

    /** Enough to keep the cache busy, and little memory: 8 batches of 256 pods. */
    private static final int MAX_IN_FLIGHT = 8;

    /** A context of the service's Vertx, so that replies arrive on another thread than the one that waits for them. */
    private final Context context;

    private final Semaphore free = new Semaphore(MAX_IN_FLIGHT);
    private final Consumer<String> lost;

    /**
     * @param service the Vertx on whose bus the cache listens
     * @param lost called with the reason, on another thread, when the cache has not applied some changes
     */
    CacheSender(Vertx service, Consumer<String> lost) {
        this.context = service.getOrCreateContext();
        this.lost = lost;
    }

    /** Sends changes; blocks while too many batches are in flight, so call it on a worker. */
    void send(PodsChanged changes) {
        free.acquireUninterruptibly();
        context.runOnContext(turn -> context.owner()
                .eventBus()
                .request(BusAddresses.PODS_CHANGED, changes, BusAddresses.LOCAL)
                .onFailure(cause -> lost.accept(
                        "the map did not apply " + changes.changes().size() + " changes: " + cause.getMessage()))
                .onComplete(applied -> free.release()));
    }

    void send(WatchReport report) {
        context.runOnContext(
                turn -> context.owner().eventBus().send(BusAddresses.WATCH_REPORT, report, BusAddresses.LOCAL));
    }
}
