package io.podwatcher.watch;

import io.micrometer.core.instrument.MeterRegistry;
import io.podwatcher.log.RateLimit;
import io.podwatcher.messages.watch.RestartReason;
import io.podwatcher.watch.api.ApiErrors;
import io.podwatcher.watch.api.ClusterAccess;
import io.podwatcher.watch.api.ResourceWatch;
import io.podwatcher.watch.lifecycle.Problem;
import io.podwatcher.watch.lifecycle.WatchHealth;
import io.podwatcher.watch.lifecycle.WatchLifecycle;
import io.podwatcher.watch.lifecycle.WatchLimits;
import io.podwatcher.watch.list.ResourceLister;
import io.podwatcher.watch.page.ProtobufPageReader;
import io.podwatcher.watch.pod.PodReader;
import io.podwatcher.watch.pod.PodResource;
import io.podwatcher.watch.pod.Truncations;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the cache up to date with all pods: a worker verticle on a Vertx of its own. Everything runs on its worker, one
 * task after another, so while it waits for the cache it reads nothing from the API server. It retries forever.
 */
public final class WatchVerticle extends VerticleBase {

    private static final Logger log = LoggerFactory.getLogger(WatchVerticle.class);

    private final Vertx service;
    private final ClusterAccess access;
    private final WatchOptions options;
    private final LongSupplier nanoTime;
    private final WatchMeters meters;
    private final Truncations truncations;
    private final RateLimit errors;

    /** Opening a watch blocks until the API server answers, even if the watch has been abandoned. */
    private final ExecutorService openers = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "pod-watch");
        thread.setDaemon(true);
        return thread;
    });

    private Worker worker;
    private ResourceClient<PodResource> client;
    private ResourceLister<PodResource> lister;
    private WatchLoop<PodResource> loop;

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
        this.errors = new RateLimit(nanoTime, 5);
    }

    /** Starts the first list and does not wait for it: the API server may be unreachable for long. */
    @Override
    public Future<?> start() {
        log.info("Watching {} by {}", access.config().getMasterUrl(), access.origin());
        worker = new Worker(context);
        context.exceptionHandler(failure -> worker.later(() -> unexpected(failure)));
        client = new ResourceClient<>(vertx, access, PodResource.KIND, options.scope(), worker::later);
        lister = client.lister(Optional.of(new ProtobufPageReader()), worker::later);
        loop = loop();
        worker.every(WatchLifecycle.TICK, loop::tick);
        loop.start();
        return Future.succeededFuture();
    }

    private WatchLoop<PodResource> loop() {
        Duration maxResponse = Duration.ofMillis(2L * access.config().getRequestTimeout());
        WatchLimits limits = new WatchLimits(options.backoff(), options.maxSilence(), maxResponse);
        WatchHealth health = new WatchHealth(nanoTime, Clock.systemUTC());
        CacheSender cache = new CacheSender(service, reason -> worker.later(() -> notApplied(reason)));
        MapUpdates updates = new MapUpdates(
                new KnownPods(new PodReader(options.excludeAnnotations(), truncations), nanoTime),
                new ChangeBatcher(cache, worker::later, nanoTime, health::confirmedAt),
                new ListProgress(nanoTime, meters),
                meters);
        return new WatchLoop<>(
                new WatchLifecycle(nanoTime, health, new Random(), limits),
                health,
                worker,
                lister,
                (version, listener) -> ResourceWatch.open(
                        watcher -> client.watch(version, watcher), openers, worker::later, listener, this::broken),
                updates,
                cache::send);
    }

    private void notApplied(String message) {
        loop.lost(new Problem(RestartReason.NOT_TAKEN, message));
    }

    private void unexpected(Throwable failure) {
        if (ApiErrors.isClosedWhileOpening(failure)) {
            loop.closedWhileOpening();
        } else {
            broken(failure);
        }
    }

    /** Something failed unexpectedly, so the map's content is no longer certain. */
    private void broken(Throwable failure) {
        errors.report(1, times -> log.error("The watch failed unexpectedly{}", RateLimit.leftOut(times), failure));
        loop.lost(new Problem(RestartReason.UNEXPECTED, "the watch failed unexpectedly: " + failure));
    }

    /** Ends the list or the watch in progress; complete when all connections are closed. */
    @Override
    public Future<?> stop() {
        worker.stop();
        loop.close();
        lister.close();
        openers.shutdownNow();
        return client.close();
    }
}
