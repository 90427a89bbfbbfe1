package io.podwatcher;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.podwatcher.cache.CacheVerticle;
import io.podwatcher.decisions.DecisionsVerticle;
import io.podwatcher.http.connection.LimitedTransport;
import io.podwatcher.memory.DirectMemory;
import io.podwatcher.memory.DirectMemoryMetrics;
import io.podwatcher.messages.BusAddresses;
import io.podwatcher.messages.Drain;
import io.podwatcher.messages.Messages;
import io.podwatcher.metrics.MetricsVerticle;
import io.podwatcher.settings.Settings;
import io.podwatcher.watch.api.ClusterAccess;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The running service. It owns the two Vertx instances and their verticles, starts each after those it sends requests
 * to, and stops them in reverse order. Any thread.
 */
public final class PodWatcher {

    private static final Logger log = LoggerFactory.getLogger(PodWatcher.class);

    private final Pauses pauses;
    private final LongSupplier nanoTime;
    private final Vertx vertx;

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    private final Limits limits;
    private final LimitedTransport transport;
    private final Watches watches;
    private final HttpListeners listeners;
    private Optional<String> cacheDeployment = Optional.empty();
    private Optional<String> historyDeployment = Optional.empty();

    private PodWatcher(
            Vertx vertx,
            LimitedTransport transport,
            Settings settings,
            Limits limits,
            Pauses pauses,
            LongSupplier nanoTime) {
        this.pauses = pauses;
        this.nanoTime = nanoTime;
        this.vertx = vertx;
        this.limits = limits;
        this.transport = transport;
        this.watches = new Watches(vertx, options(), settings, nanoTime, registry);
        this.listeners = new HttpListeners(vertx, settings, limits.http(), pauses.keyCheck(), nanoTime, registry);
    }

    /**
     * Starts the service. Once started it answers HTTP; the map fills as the API server answers.
     *
     * @return the service, or why it could not start (for example because the port is in use); then nothing is left
     *     running
     */
    public static Future<PodWatcher> start(Settings settings, ClusterAccess access) {
        return start(settings, access, ElapsedTime.ofSystem(), Pauses.USUAL);
    }

    /** For tests: with another clock and pauses. */
    public static Future<PodWatcher> start(
            Settings settings, ClusterAccess access, LongSupplier nanoTime, Pauses pauses) {
        // One loop for each HTTP verticle. The map shares the first one, whose lookups then wake no other thread.
        Limits limits = Limits.ofThisProcess(settings.httpInstances());
        LimitedTransport transport = LimitedTransport.of(limits.connections(), DirectMemory::isScarce);
        Vertx vertx = Vertx.builder()
                .with(options().setEventLoopPoolSize(settings.httpInstances()))
                .withTransport(transport.transport())
                .build();
        log.info("Transport: {}", transport.transport());
        log.info("Limits: {}", limits);
        Messages.register(vertx);
        PodWatcher service = new PodWatcher(vertx, transport, settings, limits, pauses, nanoTime);
        // Not bound to a context: a future of one of this Vertx's loops never completes once the Vertx is closed.
        Promise<PodWatcher> started = Promise.promise();
        service.metrics()
                .compose(metrics -> service.watches.threads())
                .compose(metrics -> service.cache(MapContent.id(settings, access), settings))
                .compose(cache -> service.decisions(settings))
                .compose(decisions -> service.history(settings))
                .compose(history -> service.listeners.start())
                .compose(http -> service.watches.start(access, pauses.backoff()))
                .onSuccess(watch -> started.complete(service))
                .onFailure(failure -> service.abandon(failure, started));
        return started.future();
    }

    private void abandon(Throwable failure, Promise<PodWatcher> started) {
        // Logged first, because the stop may hang for the same reason.
        log.info("The start failed: {}", failure.toString());
        stop().onComplete(stopped -> started.fail(failure));
    }

    /**
     * Two threads for blocking work, TLS handshakes among it, because they share the processors with the event loops.
     * No folder for files from jars, which each Vertx would create: none are served, and a killed process would leave
     * it behind.
     */
    private static VertxOptions options() {
        return new VertxOptions()
                .setInternalBlockingPoolSize(2)
                .setFileSystemOptions(new FileSystemOptions().setClassPathResolvingEnabled(false));
    }

    private Future<?> metrics() {
        return vertx.deployVerticle(new MetricsVerticle(registry), SingleThreadWorker.named("metrics"))
                .onSuccess(deployment -> {
                    Logging.count(registry);
                    transport.count(vertx, registry);
                    new DirectMemoryMetrics().bindTo(registry);
                    new BuildInfo().bindTo(registry);
                });
    }

    private Future<?> cache(String content, Settings settings) {
        return vertx.deployVerticle(
                        new CacheVerticle(
                                content,
                                settings::keeps,
                                limits.waits(),
                                settings.history().isPresent(),
                                nanoTime,
                                registry),
                        new DeploymentOptions())
                .onSuccess(deployment -> cacheDeployment = Optional.of(deployment));
    }

    private Future<?> decisions(Settings settings) {
        return vertx.deployVerticle(
                new DecisionsVerticle(settings.audit(), registry), SingleThreadWorker.named("decisions"));
    }

    private Future<?> history(Settings settings) {
        return settings.history()
                .<Future<?>>map(history -> HistoryRecording.deploy(vertx, history, nanoTime, registry)
                        .onSuccess(deployment -> historyDeployment = Optional.of(deployment)))
                .orElse(Future.succeededFuture());
    }

    /** The port that the service listens on. */
    public int port() {
        return listeners.port();
    }

    /**
     * Stops the service: it reports not ready, finishes requests in flight, and closes watch, map and Vertx.
     *
     * @return completes when all is closed; a part that fails to stop is logged and does not keep the others running
     */
    public Future<Void> stop() {
        log.info("Stopping");
        vertx.eventBus().publish(BusAddresses.DRAIN, new Drain(), BusAddresses.LOCAL);
        Future<?> stopping = transport
                .stopListening()
                .compose(closed -> listeners.stop())
                .onFailure(PodWatcher::stopFailed)
                .eventually(() -> watches.stop(PodWatcher::stopFailed))
                .eventually(() -> undeploy(historyDeployment))
                .eventually(() -> undeploy(cacheDeployment));
        // Not bound to a context, as in start().
        Promise<Void> stopped = Promise.promise();
        stopping.eventually(watches::close).onComplete(all -> vertx.close().onComplete(stopped));
        return stopped.future().onSuccess(all -> log.info("Stopped"));
    }

    private Future<?> undeploy(Optional<String> deployment) {
        return deployment.map(vertx::undeploy).orElse(Future.succeededFuture()).onFailure(PodWatcher::stopFailed);
    }

    private static void stopFailed(Throwable failure) {
        log.warn("A part failed to stop", failure);
    }
}
