package io.podwatcher.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.podwatcher.http.bulk.BulkEndpoint;
import io.podwatcher.http.connection.Connections;
import io.podwatcher.http.connection.OpenStreams;
import io.podwatcher.http.connection.request.ReceiveLimits;
import io.podwatcher.http.connection.request.RefusalMeters;
import io.podwatcher.http.events.EventHub;
import io.podwatcher.http.exchange.InternalErrors;
import io.podwatcher.http.exchange.MalformedRequests;
import io.podwatcher.http.forwardauth.question.AuthorizePaths;
import io.podwatcher.http.ui.FixedFile;
import io.podwatcher.messages.BusAddresses;
import io.podwatcher.messages.CacheClient;
import io.podwatcher.messages.Drain;
import io.podwatcher.messages.KeyPairChanged;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.Router;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers HTTP on one event loop; several instances share the port. It holds no pods: each request is sent to the cache
 * over the bus.
 */
public final class HttpVerticle extends VerticleBase {

    private static final Logger log = LoggerFactory.getLogger(HttpVerticle.class);

    private static final Duration DRAIN_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration CACHE_TIMEOUT = Duration.ofSeconds(5);

    private final HttpServerOptions options;
    private final AnswerOptions answers;
    private final MeterRegistry registry;
    private final Duration cacheTimeout;
    private final Duration drainTimeout;
    private final HttpLimits limits;
    private final ReceiveLimits receiveLimits;
    private final InternalErrors errors = new InternalErrors();
    private EventHub events;
    private HttpServer server;
    private boolean draining;

    /**
     * @param options where and how to listen
     * @param answers the options of the endpoints
     * @param limits the limits of its clients
     * @param registry the registry for its meters
     */
    public HttpVerticle(HttpServerOptions options, AnswerOptions answers, HttpLimits limits, MeterRegistry registry) {
        this(options, answers, registry, CACHE_TIMEOUT, DRAIN_TIMEOUT, limits, ReceiveLimits.USUAL);
    }

    /** For tests: with other timeouts for the cache and for draining, and other limits on requests. */
    HttpVerticle(
            HttpServerOptions options,
            AnswerOptions answers,
            MeterRegistry registry,
            Duration cacheTimeout,
            Duration drainTimeout,
            HttpLimits limits,
            ReceiveLimits receiveLimits) {
        this.options = options;
        this.answers = answers;
        this.registry = registry;
        this.cacheTimeout = cacheTimeout;
        this.drainTimeout = drainTimeout;
        this.limits = limits;
        this.receiveLimits = receiveLimits;
    }

    /** The OpenAPI document of the service, from the jar. Reading it blocks. */
    public static FixedFile contract() {
        return FixedFile.read(HttpVerticle.class, "openapi.yaml");
    }

    @Override
    public Future<?> start() {
        RefusalMeters refusals = new RefusalMeters(registry);
        CacheClient cache = CacheClient.overBus(vertx.eventBus(), cacheTimeout);
        events = new EventHub(vertx, cache, registry, limits.streams());
        Endpoints endpoints = Endpoints.create(
                vertx,
                context,
                answers,
                limits,
                cache,
                cacheTimeout,
                events,
                receiveLimits.bodySilence(),
                () -> draining,
                refusals,
                registry);
        Router router = Routes.create(vertx, endpoints, answers, refusals);
        vertx.eventBus().<Drain>localConsumer(BusAddresses.DRAIN, message -> drain());
        vertx.eventBus().<KeyPairChanged>localConsumer(BusAddresses.KEY_PAIR, message -> renew(message.body()));
        OpenStreams streams = new OpenStreams(limits.openStreams(), refusals);
        server = vertx.createHttpServer(options)
                .connectionHandler(new Connections(
                        receiveLimits, BulkEndpoint::readsBody, endpoints.direct(), streams, refusals)::complete)
                .invalidRequestHandler(new MalformedRequests(refusals)::handle)
                .requestHandler(request -> {
                    if (!streams.refuses(request)) {
                        dispatch(endpoints, router, request);
                    }
                });
        return endpoints.tokens().start().compose(keysAreKnown -> server.listen(address()));
    }

    private void drain() {
        draining = true;
        events.drain();
    }

    private void renew(KeyPairChanged changed) {
        if (options.isSsl()) {
            server.updateSSLOptions(options.getSslOptions().copy().setKeyCertOptions(changed.keyPair()))
                    .onFailure(failure -> log.error("TLS: the new certificate cannot be used", failure));
        }
    }

    private SocketAddress address() {
        // A plain port 0 would give each instance a different port.
        return options.getPort() == 0
                ? SocketAddress.sharedRandomPort(1, options.getHost())
                : SocketAddress.inetSocketAddress(options.getPort(), options.getHost());
    }

    /** Handles frequent requests of proxies without the router, which also has routes for their unusual spellings. */
    private void dispatch(Endpoints endpoints, Router router, HttpServerRequest request) {
        if (AuthorizePaths.AUTHORIZE.equals(request.path())) {
            endpoints.authorize().handle(request);
        } else if (request.uri().startsWith(AuthorizePaths.NAMESPACE)) {
            endpoints.authorize().handleNamespacePath(request);
        } else if (AuthorizePaths.isFission(request.uri())) {
            endpoints.authorize().handleFission(request);
        } else {
            router.handle(request);
        }
    }

    /** The port of the server, once started; if port 0 was requested, the one that the system chose. */
    public int port() {
        return server.actualPort();
    }

    /**
     * Accepts no more requests, lets those in flight finish, and ends event streams, which have no end of their own.
     */
    @Override
    public Future<?> stop() {
        events.close();
        return server.shutdown(drainTimeout.toSeconds(), TimeUnit.SECONDS);
    }
}
