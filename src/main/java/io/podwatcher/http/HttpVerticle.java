package io.podwatcher.http;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.podwatcher.http.bulk.BulkEndpoint;
import io.podwatcher.http.connection.Connections;
import io.podwatcher.http.connection.OpenStreams;
import io.podwatcher.http.connection.request.ReceiveLimits;
import io.podwatcher.http.connection.request.RefusalMeters;
import io.podwatcher.http.events.EventHub;
import io.podwatcher.http.events.EventsEndpoint;
import io.podwatcher.http.exchange.InternalErrors;
import io.podwatcher.http.exchange.MalformedRequests;
import io.podwatcher.http.forwardauth.AuthorizeEndpoint;
import io.podwatcher.http.forwardauth.Callers;
import io.podwatcher.http.forwardauth.Decisions;
import io.podwatcher.http.forwardauth.DecisionsEndpoint;
import io.podwatcher.http.forwardauth.ExplainEndpoint;
import io.podwatcher.http.forwardauth.WhoamiEndpoint;
import io.podwatcher.http.forwardauth.question.AuthorizePaths;
import io.podwatcher.http.forwardauth.question.FissionRoutes;
import io.podwatcher.http.forwardauth.question.Questions;
import io.podwatcher.http.listing.PodsEndpoint;
import io.podwatcher.http.lookup.ClientCheck;
import io.podwatcher.http.lookup.IpWait;
import io.podwatcher.http.lookup.LookupBatcher;
import io.podwatcher.http.lookup.PodEndpoint;
import io.podwatcher.http.streaming.LongAnswers;
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
import java.util.Optional;
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
        LookupBatcher lookups = new LookupBatcher(cache, context);
        IpWait waits = new IpWait(cache, context.deploymentID(), answers.waitMax(), refusals);
        ClientCheck clients = new ClientCheck(answers.allowedClients(), lookups, refusals);
        PodEndpoint pod = new PodEndpoint(lookups, waits, clients, registry);
        Callers callers = new Callers(answers.trustedProxies(), registry);
        Optional<FissionRoutes> fission =
                answers.fission() ? Optional.of(FissionRoutes.overBus(vertx.eventBus())) : Optional.empty();
        Questions questions = new Questions(fission, answers.authorizeMaxAge());
        TokenPaths tokens = TokenPaths.of(answers, vertx.eventBus(), lookups, callers, registry);
        AuthorizeEndpoint authorize = new AuthorizeEndpoint(
                lookups,
                waits,
                callers,
                answers.authorizeMaxAge(),
                answers.audit(),
                questions,
                new Decisions(vertx, cacheTimeout),
                tokens.tokens(),
                registry);
        HealthEndpoints health = new HealthEndpoints(vertx, answers.watchMaxAge(), fission, () -> draining);
        MetricsEndpoint metrics = new MetricsEndpoint(vertx, cacheTimeout);
        LongAnswers longAnswers = new LongAnswers(vertx, limits.longAnswers(), refusals, registry);
        events = new EventHub(vertx, cache, registry, limits.streams());
        Router router = Routes.create(
                vertx,
                pod,
                authorize,
                new ExplainEndpoint(lookups, answers.authorizeMaxAge(), questions),
                new DecisionsEndpoint(vertx.eventBus(), cacheTimeout, longAnswers),
                new WhoamiEndpoint(lookups, callers, registry),
                tokens,
                clients,
                new BulkEndpoint(vertx, lookups, clients, longAnswers, receiveLimits.bodySilence(), registry),
                new PodsEndpoint(cache, longAnswers, registry),
                new EventsEndpoint(events, refusals),
                health,
                metrics,
                answers,
                refusals,
                new BadRequestMeters(registry));
        Gauge.builder("pod.watcher.queued.lookups", lookups, LookupBatcher::waiting)
                .description("Lookups that wait to be sent to the cache, by event loop")
                .tag("loop", Thread.currentThread().getName())
                .register(registry);
        vertx.eventBus().<Drain>localConsumer(BusAddresses.DRAIN, message -> drain());
        vertx.eventBus().<KeyPairChanged>localConsumer(BusAddresses.KEY_PAIR, message -> renew(message.body()));
        OpenStreams streams = new OpenStreams(limits.openStreams(), refusals);
        server = vertx.createHttpServer(options)
                .connectionHandler(new Connections(receiveLimits, BulkEndpoint::readsBody, streams, refusals)::complete)
                .invalidRequestHandler(new MalformedRequests(refusals)::handle)
                .requestHandler(request -> {
                    if (!streams.refuses(request)) {
                        dispatch(pod, authorize, router, request);
                    }
                });
        return tokens.start().compose(keysAreKnown -> server.listen(address()));
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

    /** Handles the two frequent requests without the router, which also has routes for their unusual spellings. */
    private void dispatch(PodEndpoint pod, AuthorizeEndpoint authorize, Router router, HttpServerRequest request) {
        try {
            if (pod.handleUsual(request)) {
                return;
            }
        } catch (RuntimeException e) {
            errors.report("A lookup failed", e);
            InternalErrors.answer(request.response());
            return;
        }
        if (AuthorizePaths.AUTHORIZE.equals(request.path())) {
            authorize.handle(request);
        } else if (request.uri().startsWith(AuthorizePaths.NAMESPACE)) {
            authorize.handleNamespacePath(request);
        } else if (AuthorizePaths.isFission(request.uri())) {
            authorize.handleFission(request);
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
