package io.podwatcher.watch;

import io.podwatcher.messages.BusAddresses;
import io.podwatcher.messages.watch.PodsChanged;
import io.podwatcher.messages.watch.WatchReport;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/**
 * Sends changes and reports to the cache: they keep their order, and no more than a few batches are under way. The bus
 * itself would queue without bound, so a watch that is faster than the cache has to wait here, and with it the API
 * server.
 */
final class CacheSender {

    /** Enough to keep the cache busy, few enough to forget about: 8 batches of 256 pods. */
    private static final int MAX_UNDER_WAY = 8;

    /** Of the service's Vertx, so that replies come on another thread than the one that waits for them. */
    private final Context context;

    private final Semaphore free = new Semaphore(MAX_UNDER_WAY);
    private final Consumer<String> lost;

    /**
     * @param service the Vertx on whose bus the cache listens
     * @param lost is called with the reason, on another thread, when the cache has not taken some changes
     */
    CacheSender(Vertx service, Consumer<String> lost) {
        this.context = service.getOrCreateContext();
        this.lost = lost;
    }

    /** Sends changes; blocks while too many are under way, so call it on a worker. */
    void send(PodsChanged changes) {
        free.acquireUninterruptibly();
        context.runOnContext(turn -> context.owner()
                .eventBus()
                .request(BusAddresses.PODS_CHANGED, changes, BusAddresses.LOCAL)
                .onFailure(cause -> lost.accept(
                        "the map did not take " + changes.changes().size() + " changes: " + cause.getMessage()))
                .onComplete(taken -> free.release()));
    }

    void send(WatchReport report) {
        context.runOnContext(
                turn -> context.owner().eventBus().send(BusAddresses.WATCH_REPORT, report, BusAddresses.LOCAL));
    }
}
