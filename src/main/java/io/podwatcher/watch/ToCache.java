package io.podwatcher.watch;

import io.podwatcher.messages.Addresses;
import io.podwatcher.messages.PodsChanged;
import io.podwatcher.messages.WatchReport;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way from the watch to the cache: messages keep their order, and no more than a few batches are under way. The bus
 * itself would queue without bound, so a watch that is faster than the cache has to wait here, and with it the API server.
 */
final class ToCache {

    /** Enough to keep the cache busy, few enough to forget about: 8 batches of 256 pods. */
    private static final int MOST_UNDER_WAY = 8;

    private static final Logger log = LoggerFactory.getLogger(ToCache.class);

    /** Of the service's Vertx, so that replies come on another thread than the one that waits for them. */
    private final Context context;

    private final Semaphore free = new Semaphore(MOST_UNDER_WAY);

    /**
     * @param service the Vertx on whose bus the cache listens
     */
    ToCache(Vertx service) {
        this.context = service.getOrCreateContext();
    }

    /** Sends changes; blocks while too many are under way, so call it on a worker. */
    void send(PodsChanged changes) {
        free.acquireUninterruptibly();
        context.runOnContext(turn -> context.owner()
                .eventBus()
                .request(Addresses.PODS_CHANGED, changes, Addresses.LOCAL)
                .onFailure(cause -> log.error(
                        "The cache did not take {} changes", changes.changes().size(), cause))
                .onComplete(taken -> free.release()));
    }

    void send(WatchReport report) {
        context.runOnContext(turn -> context.owner().eventBus().send(Addresses.WATCH_REPORT, report, Addresses.LOCAL));
    }
}
