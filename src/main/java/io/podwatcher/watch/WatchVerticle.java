package io.podwatcher.watch;

import io.micrometer.core.instrument.MeterRegistry;
import io.podwatcher.messages.watch.RestartReason;
import io.podwatcher.watch.api.ClusterAccess;
import io.podwatcher.watch.lifecycle.Problem;
import io.podwatcher.watch.page.ProtobufPageReader;
import io.podwatcher.watch.pod.PodReader;
import io.podwatcher.watch.pod.PodResource;
import io.podwatcher.watch.pod.Truncations;
import io.podwatcher.watch.resource.ResourceWatcher;
import io.podwatcher.watch.resource.Worker;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Keeps the cache up to date with all pods: a worker verticle on a Vertx of its own. Everything runs on its worker, one
 * task after another, so while it waits for the cache it reads nothing from the API server. It retries forever.
 */
public final class WatchVerticle extends VerticleBase {

    private final Vertx service;
    private final ClusterAccess access;
    private final WatchOptions options;
    private final LongSupplier nanoTime;
    private final WatchMeters meters;
    private final Truncations truncations;
    private ResourceWatcher<PodResource> watcher;

    /**
     * @param service the Vertx of the cache, not the one that this verticle is deployed on
     * @param access the API server
     * @param options which pods to watch, and how
     * @param nanoTime the clock, shared with the cache
     * @param registry the registry for its meters
     */
    public WatchVerticle(
            Vertx service, ClusterAccess access, WatchOptions options, LongSupplier nanoTime, MeterRegistry registry) {
        this.truncations = new Truncations(registry);
        this.service = service;
        this.access = access;
        this.options = options;
        this.nanoTime = nanoTime;
        this.meters = new WatchMeters(registry);
    }

    @Override
    public Future<?> start() {
        watcher = new ResourceWatcher<>(
                context,
                access,
                PodResource.KIND,
                options.scope(),
                Optional.of(new ProtobufPageReader()),
                options.timing(),
                nanoTime);
        Worker worker = watcher.worker();
        CacheSender cache = new CacheSender(service, reason -> worker.later(() -> notApplied(reason)));
        MapUpdates updates = new MapUpdates(
                new KnownPods(new PodReader(options.excludeAnnotations(), truncations), nanoTime),
                new ChangeBatcher(cache, worker::later, nanoTime, watcher::confirmedAt),
                new ListProgress(nanoTime, meters),
                new EmptyScope(options.scope()),
                meters);
        watcher.start(updates, cache::send);
        return Future.succeededFuture();
    }

    private void notApplied(String message) {
        watcher.lost(new Problem(RestartReason.NOT_TAKEN, message));
    }

    /** Ends the list or the watch in progress; complete when all connections are closed. */
    @Override
    public Future<?> stop() {
        return watcher.close();
    }
}
