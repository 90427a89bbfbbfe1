package io.podwatcher.watch;

import io.micrometer.core.instrument.MeterRegistry;
import io.podwatcher.log.RateLimit;
import io.podwatcher.messages.watch.RestartReason;
import io.podwatcher.watch.api.ApiErrors;
import io.podwatcher.watch.api.ClusterAccess;
import io.podwatcher.watch.api.PodWatch;
import io.podwatcher.watch.lifecycle.Problem;
import io.podwatcher.watch.lifecycle.WatchHealth;
import io.podwatcher.watch.lifecycle.WatchLifecycle;
import io.podwatcher.watch.lifecycle.WatchLimits;
import io.podwatcher.watch.list.PodLister;
import io.podwatcher.watch.pod.PodReader;
import io.podwatcher.watch.pod.Truncations;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the cache up to date with all pods: a worker verticle on a Vertx of its own. Everything runs on its worker, one
 * thing after another, so while it waits for the cache nothing is read from the API server either. It never gives up.
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

    /** Opening a watch blocks for as long as the API server wants, and one that was abandoned does not end sooner. */
    private final ExecutorService openers = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "pod-watch");
        thread.setDaemon(true);
        return thread;
    });

    private Worker worker;
    private PodClient client;
    private PodLister lister;
    private WatchLoop loop;

    /**
     * @param service the Vertx of the cache, which is another one than this verticle is deployed on
     * @param access which API server
     * @param options which pods, and what to do with them
     * @param nanoTime the clock that the cache goes by too
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

    /** Begins to list and does not wait for it: the API server may be away for long. */
    @Override
    public Future<?> start() {
        log.info("Watching {} by {}", access.config().getMasterUrl(), access.origin());
        worker = new Worker(context);
        context.exceptionHandler(failure -> worker.later(() -> unexpected(failure)));
        client = new PodClient(vertx, access, options.scope(), worker::later);
        lister = client.lister(worker::later);
        loop = loop();
        worker.every(WatchLifecycle.TICK, loop::tick);
        loop.start();
        return Future.succeededFuture();
    }

    private WatchLoop loop() {
        Duration maxResponse = Duration.ofMillis(2L * access.config().getRequestTimeout());
        WatchLimits limits = new WatchLimits(options.backoff(), options.maxSilence(), maxResponse);
        WatchHealth health = new WatchHealth(nanoTime, Clock.systemUTC());
        CacheSender cache = new CacheSender(service, words -> worker.later(() -> notTaken(words)));
        MapUpdates updates = new MapUpdates(
                new KnownPods(new PodReader(options.excludeAnnotations(), truncations), nanoTime),
                new ChangeBatcher(cache, worker::later, nanoTime, health::confirmedAt),
                new ListProgress(nanoTime, meters),
                meters);
        return new WatchLoop(
                new WatchLifecycle(nanoTime, health, new Random(), limits),
                health,
                worker,
                lister,
                (version, listener) -> PodWatch.open(
                        watcher -> client.watch(version, watcher), openers, worker::later, listener, this::broken),
                updates,
                cache);
    }

    private void notTaken(String words) {
        loop.lost(new Problem(RestartReason.NOT_TAKEN, words));
    }

    private void unexpected(Throwable failure) {
        if (ApiErrors.isClosedWhileOpening(failure)) {
            loop.closedWhileOpening();
        } else {
            broken(failure);
        }
    }

    /** Something unexpected has failed, and what the map holds is not known. */
    private void broken(Throwable failure) {
        errors.report(1, times -> log.error("The watch failed unexpectedly{}", RateLimit.leftOut(times), failure));
        loop.lost(new Problem(RestartReason.UNEXPECTED, "the watch failed unexpectedly: " + failure));
    }

    /** Stops what is under way and closes its connections; complete when they are closed. */
    @Override
    public Future<?> stop() {
        worker.stop();
        loop.close();
        lister.close();
        openers.shutdownNow();
        return client.close();
    }
}
