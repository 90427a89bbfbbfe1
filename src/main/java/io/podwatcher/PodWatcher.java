package io.podwatcher;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.podwatcher.authorize.TrustedProxies;
import io.podwatcher.cache.CacheVerticle;
import io.podwatcher.http.AnswerOptions;
import io.podwatcher.http.HttpVerticle;
import io.podwatcher.messages.Addresses;
import io.podwatcher.messages.Drain;
import io.podwatcher.messages.Messages;
import io.podwatcher.metrics.MetricsVerticle;
import io.podwatcher.settings.Settings;
import io.podwatcher.tls.KeyPairFiles;
import io.podwatcher.tls.KeyPairVerticle;
import io.podwatcher.watch.Backoff;
import io.podwatcher.watch.ClusterAccess;
import io.podwatcher.watch.PodScope;
import io.podwatcher.watch.WatchOptions;
import io.podwatcher.watch.WatchVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServerOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The running service: one Vertx and its three kinds of verticles, started so that each finds those it asks, and stopped
 * in the opposite order.
 */
public final class PodWatcher {

    private static final Logger log = LoggerFactory.getLogger(PodWatcher.class);

    private final LongSupplier nanoTime;
    private final Backoff backoff;
    private final Vertx vertx;

    /** The watch's own, with one loop and one worker, so that reading a large list never holds up a lookup. */
    private final Vertx apiVertx;

    /** Where all parts count what they do. */
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    private final List<HttpVerticle> listeners = new ArrayList<>();
    private final List<String> httpDeployments = new ArrayList<>();
    private Optional<String> cacheDeployment = Optional.empty();
    private Optional<String> watchDeployment = Optional.empty();

    private PodWatcher(Vertx vertx, Vertx apiVertx, LongSupplier nanoTime, Backoff backoff) {
        this.nanoTime = nanoTime;
        this.backoff = backoff;
        this.vertx = vertx;
        this.apiVertx = apiVertx;
    }

    /**
     * Starts the service. It answers HTTP from then on; the map fills as soon as the API server lets it.
     *
     * @return the service, or why it could not start (the port is taken, for example); nothing is left running then
     */
    public static Future<PodWatcher> start(Settings settings, ClusterAccess access) {
        return start(settings, access, System::nanoTime, Backoff.USUAL);
    }

    /** The same for those who have no minutes to wait: with another clock, and other pauses before the API server is asked again. */
    public static Future<PodWatcher> start(
            Settings settings, ClusterAccess access, LongSupplier nanoTime, Backoff backoff) {
        // One loop for each HTTP verticle. The map shares the first, whose lookups then wake no other thread.
        Vertx vertx = Vertx.vertx(
                new VertxOptions().setPreferNativeTransport(true).setEventLoopPoolSize(settings.httpInstances()));
        log.info("Transport: {}", vertx.isNativeTransportEnabled() ? "native (epoll)" : "JDK");
        Messages.register(vertx);
        Vertx apiVertx = Vertx.vertx(new VertxOptions()
                .setPreferNativeTransport(true)
                .setEventLoopPoolSize(1)
                .setWorkerPoolSize(2)
                .setInternalBlockingPoolSize(2));
        PodWatcher service = new PodWatcher(vertx, apiVertx, nanoTime, backoff);
        // Of no context: what belongs to a loop of this Vertx is never told once that is closed.
        Promise<PodWatcher> started = Promise.promise();
        service.metrics()
                .compose(metrics -> service.cache(settings))
                .compose(cache -> service.listenOptions(settings))
                .compose(options -> service.listen(settings, options))
                .compose(http -> service.renewKeyPair(settings))
                .compose(http -> service.watch(settings, access))
                .onSuccess(watch -> started.complete(service))
                .onFailure(failure -> service.stop().onComplete(stopped -> started.fail(failure)));
        return started.future();
    }

    private Future<?> metrics() {
        return vertx.deployVerticle(
                new MetricsVerticle(registry), new DeploymentOptions().setThreadingModel(ThreadingModel.WORKER));
    }

    private Future<?> cache(Settings settings) {
        return vertx.deployVerticle(new CacheVerticle(settings::keeps, nanoTime, registry), new DeploymentOptions())
                .onSuccess(deployment -> cacheDeployment = Optional.of(deployment));
    }

    private Future<HttpServerOptions> listenOptions(Settings settings) {
        HttpServerOptions plain = HttpVerticle.options(settings.host(), settings.port());
        return keyPairFiles(settings)
                .map(files -> vertx.executeBlocking(() -> HttpVerticle.withTls(plain, files.load(vertx))))
                .orElse(Future.succeededFuture(plain));
    }

    private Future<?> renewKeyPair(Settings settings) {
        return keyPairFiles(settings)
                .<Future<?>>map(files -> vertx.deployVerticle(
                        new KeyPairVerticle(files, KeyPairVerticle.LOOK_EVERY),
                        new DeploymentOptions().setThreadingModel(ThreadingModel.WORKER)))
                .orElse(Future.succeededFuture());
    }

    private static Optional<KeyPairFiles> keyPairFiles(Settings settings) {
        return settings.tlsCertFile()
                .flatMap(certificate -> settings.tlsKeyFile().map(key -> new KeyPairFiles(certificate, key)));
    }

    private Future<?> listen(Settings settings, HttpServerOptions options) {
        Future<?> listening = Future.succeededFuture();
        for (int i = 0; i < settings.httpInstances(); i++) {
            HttpVerticle listener = new HttpVerticle(
                    options,
                    new AnswerOptions(
                            settings.waitMax(),
                            settings.watchMaxAge(),
                            settings.authorizeMaxAge(),
                            new TrustedProxies(settings.trustedProxies())),
                    registry);
            listeners.add(listener);
            listening = listening
                    .compose(before -> vertx.deployVerticle(listener, new DeploymentOptions()))
                    .onSuccess(httpDeployments::add);
        }
        return listening
                .onSuccess(all -> log.info(
                        "Listening on {}:{} with {} event loops{}",
                        settings.host(),
                        port(),
                        listeners.size(),
                        options.isSsl() ? ", TLS" : ""))
                .recover(failure -> Future.failedFuture(new IOException(
                        "cannot listen on " + settings.host() + ":" + settings.port() + ": " + words(failure),
                        failure)));
    }

    private Future<?> watch(Settings settings, ClusterAccess access) {
        PodScope scope = new PodScope(settings.watchNamespace(), settings.labelSelector(), settings.nodeName());
        // A silent watch is begun anew a little before the map would be too old for readiness.
        Duration longestSilence = settings.watchMaxAge().multipliedBy(5).dividedBy(6);
        WatchOptions options = new WatchOptions(scope, settings.excludeAnnotations(), longestSilence, backoff);
        return apiVertx.deployVerticle(
                        new WatchVerticle(vertx, access, options, nanoTime, registry),
                        new DeploymentOptions().setThreadingModel(ThreadingModel.WORKER))
                .onSuccess(deployment -> watchDeployment = Optional.of(deployment));
    }

    /** The port that is listened on. */
    public int port() {
        return listeners.get(0).port();
    }

    /**
     * Stops the service: not ready, requests in flight finished, watch, map and Vertx closed.
     *
     * @return completes when all is closed; a part that fails to stop is logged and does not keep the others up
     */
    public Future<Void> stop() {
        log.info("Stopping");
        vertx.eventBus().publish(Addresses.DRAIN, new Drain(), Addresses.LOCAL);
        Future<?> stopping = Future.join(httpDeployments.stream()
                        .map(id -> undeploy(vertx, Optional.of(id)))
                        .toList())
                .eventually(() -> undeploy(apiVertx, watchDeployment))
                .eventually(() -> undeploy(vertx, cacheDeployment));
        // Of no context, as in start().
        Promise<Void> stopped = Promise.promise();
        stopping.eventually(apiVertx::close).onComplete(all -> vertx.close().onComplete(stopped));
        return stopped.future().onSuccess(all -> log.info("Stopped"));
    }

    private static Future<Void> undeploy(Vertx vertx, Optional<String> deployment) {
        return deployment
                .map(vertx::undeploy)
                .orElse(Future.succeededFuture())
                .onFailure(failure -> log.warn("A part did not stop in order", failure))
                .otherwiseEmpty();
    }

    /** Without what the native transport puts before the words of the operating system. */
    private static String words(Throwable failure) {
        return String.valueOf(failure.getMessage())
                .replaceFirst("^\\w+\\(\\.\\.\\) failed with error\\(-?\\d+\\): ", "");
    }
}
