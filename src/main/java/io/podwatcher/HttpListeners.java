package io.podwatcher;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.podwatcher.authorize.AllowedClients;
import io.podwatcher.authorize.PeerCheck;
import io.podwatcher.authorize.TrustedProxies;
import io.podwatcher.http.AnswerOptions;
import io.podwatcher.http.HttpLimits;
import io.podwatcher.http.HttpServerPolicy;
import io.podwatcher.http.HttpVerticle;
import io.podwatcher.http.history.HistoryOptions;
import io.podwatcher.http.token.TokenOptions;
import io.podwatcher.http.ui.Page;
import io.podwatcher.settings.Settings;
import io.podwatcher.tls.KeyPairFiles;
import io.podwatcher.tls.KeyPairVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deploys the HTTP verticles, which share one port, the certificate reloader, and what signs tokens. */
final class HttpListeners {

    private static final Logger log = LoggerFactory.getLogger(HttpListeners.class);

    private final Vertx vertx;
    private final Settings settings;
    private final HttpLimits limits;
    private final Duration keyCheck;
    private final LongSupplier nanoTime;
    private final PrometheusMeterRegistry registry;
    private final List<HttpVerticle> verticles = new ArrayList<>();
    private final List<String> deployments = new ArrayList<>();

    /**
     * @param limits what the clients of each verticle may use
     * @param keyCheck how often the files of keys are looked at
     * @param nanoTime the clock, shared with the cache
     * @param registry the registry for their meters
     */
    HttpListeners(
            Vertx vertx,
            Settings settings,
            HttpLimits limits,
            Duration keyCheck,
            LongSupplier nanoTime,
            PrometheusMeterRegistry registry) {
        this.vertx = vertx;
        this.settings = settings;
        this.limits = limits;
        this.keyCheck = keyCheck;
        this.nanoTime = nanoTime;
        this.registry = registry;
    }

    /** Complete when all are listening; fails with a message for the user. */
    Future<?> start() {
        Gauge.builder("pod.watcher.authorize.audit", () -> settings.audit() ? 1 : 0)
                .description("1 with AUTHORIZE_MODE=audit, where no call is denied")
                .register(registry);
        if (settings.audit()) {
            log.warn("AUTHORIZE_MODE is audit: no call is denied. "
                    + "/decisions, X-Auth-Verdict and the metrics say which would be");
        }
        return signTokens()
                .compose(signing -> vertx.executeBlocking(this::answers))
                .compose(answers -> options().compose(options -> listen(options, answers)))
                .compose(listening -> renewKeyPair());
    }

    /** Reads files out of the jar, which blocks. */
    private AnswerOptions answers() {
        long maxAge = settings.authorizeMaxAge().toSeconds();
        return new AnswerOptions(
                settings.waitMax(),
                settings.watchMaxAge(),
                maxAge,
                settings.audit(),
                new TrustedProxies(new PeerCheck(settings.trustedProxies(), maxAge)),
                settings.allowedClients()
                        .map(list -> AllowedClients.only(new PeerCheck(list, maxAge)))
                        .orElseGet(AllowedClients::everybody),
                settings.fission().isPresent(),
                tokenOptions(),
                historyOptions(),
                settings.ui() ? Optional.of(Page.read()) : Optional.empty(),
                HttpVerticle.contract());
    }

    /** First, because the HTTP verticles ask for the keys when they start. */
    private Future<?> signTokens() {
        return settings.tokens()
                .<Future<?>>map(tokens -> TokenSigning.deploy(vertx, tokens, keyCheck, nanoTime, registry))
                .orElse(Future.succeededFuture());
    }

    /** Without a lambda, which would load the class of what it returns. */
    private Optional<TokenOptions> tokenOptions() {
        return settings.tokens().isEmpty()
                ? Optional.empty()
                : Optional.of(TokenSigning.options(settings.tokens().get(), nanoTime));
    }

    /** Without a lambda, as above. */
    private Optional<HistoryOptions> historyOptions() {
        return settings.history().isEmpty()
                ? Optional.empty()
                : Optional.of(HistoryRecording.options(settings.history().get()));
    }

    private Future<HttpServerOptions> options() {
        HttpServerOptions plain = HttpServerPolicy.options(settings.host(), settings.port());
        return keyPairFiles()
                .map(files -> vertx.executeBlocking(() -> HttpServerPolicy.withTls(plain, files.load(vertx))))
                .orElse(Future.succeededFuture(plain));
    }

    private Future<?> renewKeyPair() {
        return keyPairFiles()
                .<Future<?>>map(files -> vertx.deployVerticle(
                        new KeyPairVerticle(files, keyCheck, registry), SingleThreadWorker.named("key-pair")))
                .orElse(Future.succeededFuture());
    }

    private Optional<KeyPairFiles> keyPairFiles() {
        return settings.tlsCertFile()
                .flatMap(certificate -> settings.tlsKeyFile().map(key -> new KeyPairFiles(certificate, key)));
    }

    private Future<?> listen(HttpServerOptions options, AnswerOptions answers) {
        Future<?> listening = Future.succeededFuture();
        for (int i = 0; i < settings.httpInstances(); i++) {
            HttpVerticle verticle = new HttpVerticle(options, answers, limits, registry);
            verticles.add(verticle);
            listening = listening
                    .compose(before -> vertx.deployVerticle(verticle, new DeploymentOptions()))
                    .onSuccess(deployments::add);
        }
        return listening
                .onSuccess(all -> log.info(
                        "Listening on {}:{} with {} event loops{}",
                        settings.host(),
                        port(),
                        verticles.size(),
                        options.isSsl() ? ", TLS" : ""))
                .recover(failure -> Future.failedFuture(new IOException(
                        "cannot listen on " + settings.host() + ":" + settings.port() + ": " + message(failure),
                        failure)));
    }

    int port() {
        return verticles.get(0).port();
    }

    /** Complete when each has finished its requests in flight and closed, or failed to. */
    Future<?> stop() {
        return Future.join(deployments.stream().map(vertx::undeploy).toList());
    }

    /** The operating system's message without the native transport's prefix. */
    private static String message(Throwable failure) {
        return String.valueOf(failure.getMessage())
                .replaceFirst("^\\w+\\(\\.\\.\\) failed with error\\(-?\\d+\\): ", "");
    }
}
