package io.podwatcher;

import io.micrometer.core.instrument.MeterRegistry;
import io.podwatcher.http.connection.transport.HeapTransport;
import io.podwatcher.settings.FissionRouter;
import io.podwatcher.settings.Settings;
import io.podwatcher.watch.WatchOptions;
import io.podwatcher.watch.WatchVerticle;
import io.podwatcher.watch.api.ClusterAccess;
import io.podwatcher.watch.api.WatchScope;
import io.podwatcher.watch.lifecycle.Backoff;
import io.podwatcher.watch.resource.WatchTiming;
import io.podwatcher.watch.trigger.FissionOptions;
import io.podwatcher.watch.trigger.FissionVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Deploys the verticles that watch the API server, on a Vertx of their own, so that reading a large list never holds up
 * a lookup. Any thread.
 */
final class Watches {

    /** One for the watch of pods, and one for what its client runs. */
    private static final int WORKERS = 2;

    private final Vertx service;
    private final Settings settings;
    private final LongSupplier nanoTime;
    private final MeterRegistry registry;
    private final Vertx vertx;
    private final Deque<String> deployments = new ArrayDeque<>();

    /**
     * @param service the Vertx of the cache and the HTTP verticles
     * @param options of the Vertx that it creates
     * @param nanoTime the clock, shared with the cache
     */
    Watches(Vertx service, VertxOptions options, Settings settings, LongSupplier nanoTime, MeterRegistry registry) {
        this.service = service;
        this.settings = settings;
        this.nanoTime = nanoTime;
        this.registry = registry;
        int workers = settings.fission().isPresent() ? WORKERS + FissionVerticle.WORKERS : WORKERS;
        this.vertx = Vertx.builder()
                .with(options.setEventLoopPoolSize(1).setWorkerPoolSize(workers))
                .withTransport(HeapTransport.create())
                .build();
    }

    /**
     * Creates the threads of the API client now, so that reaching a limit on threads fails the start. Otherwise the
     * client would silently lack its event loop and the service would never become ready.
     */
    Future<?> threads() {
        return vertx.executeBlocking(() -> "ran on a worker and returned to the event loop");
    }

    /** Complete when the watches have started; they fill the map and the routes as the API server answers. */
    Future<?> start(ClusterAccess access, Backoff backoff) {
        // After a silence all objects are listed again, shortly before the map would be too old for readiness.
        WatchTiming timing =
                new WatchTiming(settings.watchMaxAge().multipliedBy(5).dividedBy(6), backoff);
        WatchScope scope = WatchScope.ofPods(settings.watchNamespace(), settings.labelSelector(), settings.nodeName());
        WatchOptions options = new WatchOptions(scope, settings.excludeAnnotations(), timing);
        return deploy(new WatchVerticle(service, access, options, nanoTime, registry))
                .compose(pods -> settings.fission()
                        .<Future<?>>map(router -> deploy(fission(access, router, timing)))
                        .orElse(Future.succeededFuture()));
    }

    private VerticleBase fission(ClusterAccess access, FissionRouter router, WatchTiming timing) {
        FissionOptions options =
                new FissionOptions(router.namespaces(), router.ordered(), timing, FissionOptions.SETTLING);
        return FissionVerticle.create(service, access, options, nanoTime, registry);
    }

    private Future<?> deploy(VerticleBase verticle) {
        return vertx.deployVerticle(verticle, new DeploymentOptions().setThreadingModel(ThreadingModel.WORKER))
                .onSuccess(deployments::push);
    }

    /**
     * Ends the lists and watches, the latest first.
     *
     * @param failed receives each failure; the others are stopped all the same
     */
    Future<?> stop(Consumer<Throwable> failed) {
        Future<?> stopping = Future.succeededFuture();
        for (String deployment : deployments) {
            stopping = stopping.eventually(() -> vertx.undeploy(deployment).onFailure(failed::accept));
        }
        return stopping;
    }

    /** Closes the Vertx, after {@link #stop}. */
    Future<?> close() {
        return vertx.close();
    }
}
