package io.podwatcher.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.podwatcher.authorize.AllowedClients;
import io.podwatcher.authorize.PeerCheck;
import io.podwatcher.authorize.TrustedProxies;
import io.podwatcher.fission.RouteTable;
import io.podwatcher.http.connection.request.ReceiveLimits;
import io.podwatcher.http.events.EventLimits;
import io.podwatcher.http.history.HistoryOptions;
import io.podwatcher.http.token.TokenOptions;
import io.podwatcher.http.ui.Page;
import io.podwatcher.messages.BusAddresses;
import io.podwatcher.messages.Messages;
import io.podwatcher.messages.fission.RoutesChanged;
import io.podwatcher.messages.fission.RoutesState;
import io.podwatcher.messages.watch.WatchAge;
import io.podwatcher.model.Cidr;
import io.podwatcher.model.PeerList;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** An HTTP verticle on a free port of the loopback address. The Vertx that it runs on ends it. */
public record Service(Vertx vertx, String deployment, int port) {

    public static final Duration WAIT_MAX = Duration.ofMinutes(2);
    private static final Duration CACHE_TIMEOUT = Duration.ofSeconds(5);

    /** Far longer than any test waits: whatever ends in time has not been cut. */
    private static final Duration LONGEST_DRAIN = Duration.ofHours(1);

    public static final Duration WATCH_MAX_AGE = Duration.ofSeconds(60);

    public static final Duration AUTHORIZE_MAX_AGE = Duration.ofSeconds(30);

    /** Listings that run at once. */
    public static final int LISTINGS = 8;

    public static final HttpLimits LIMITS = HttpLimits.usual(LISTINGS, 1000, EventLimits.of(1000, 64 << 20));

    private static final long MAX_AGE = AUTHORIZE_MAX_AGE.toSeconds();

    /** The proxies of 127.0.0.16 to 127.0.0.31, and one of IPv6. */
    private static final PeerList PROXIES =
            PeerList.of(Cidr.parse("127.0.0.16/28")).and(PeerList.of(Cidr.parse("fd00:42::7/128")));

    private static final AnswerOptions ANSWERS = answers(Optional.empty(), PROXIES, Optional.empty());

    private static AnswerOptions answers(Optional<Page> page, PeerList proxies, Optional<PeerList> allowed) {
        return answers(page, proxies, allowed, false);
    }

    private static AnswerOptions answers(
            Optional<Page> page, PeerList proxies, Optional<PeerList> allowed, boolean audit) {
        return answers(page, proxies, allowed, audit, Optional.empty());
    }

    private static AnswerOptions answers(
            Optional<Page> page,
            PeerList proxies,
            Optional<PeerList> allowed,
            boolean audit,
            Optional<TokenOptions> tokens) {
        return answers(page, proxies, allowed, audit, tokens, Optional.empty());
    }

    private static AnswerOptions answers(
            Optional<Page> page,
            PeerList proxies,
            Optional<PeerList> allowed,
            boolean audit,
            Optional<TokenOptions> tokens,
            Optional<HistoryOptions> history) {
        return new AnswerOptions(
                WAIT_MAX,
                WATCH_MAX_AGE,
                MAX_AGE,
                audit,
                new TrustedProxies(new PeerCheck(proxies, MAX_AGE)),
                allowed.map(list -> AllowedClients.only(new PeerCheck(list, MAX_AGE)))
                        .orElseGet(AllowedClients::everybody),
                true,
                tokens,
                history,
                page,
                HttpVerticle.contract());
    }

    public static Service start(Vertx vertx) {
        return start(vertx, options -> options);
    }

    public static Service start(Vertx vertx, UnaryOperator<HttpServerOptions> changes) {
        Messages.register(vertx);
        return deploy(vertx, changes.apply(HttpServerPolicy.options("127.0.0.1", 0)));
    }

    /** One that denies no call. */
    public static Service startAudit(Vertx vertx) {
        Messages.register(vertx);
        return deploy(
                vertx,
                new HttpVerticle(
                        HttpServerPolicy.options("127.0.0.1", 0),
                        answers(Optional.empty(), PROXIES, Optional.empty(), true),
                        LIMITS,
                        new SimpleMeterRegistry()));
    }

    /** One that gives tokens, which another verticle signs. */
    public static Service startWithTokens(Vertx vertx, TokenOptions tokens, boolean audit, MeterRegistry registry) {
        return startWithTokens(vertx, PROXIES, tokens, audit, registry);
    }

    /** The same with other trusted proxies. */
    public static Service startWithTokens(
            Vertx vertx, PeerList proxies, TokenOptions tokens, boolean audit, MeterRegistry registry) {
        Messages.register(vertx);
        return deploy(
                vertx,
                new HttpVerticle(
                        HttpServerPolicy.options("127.0.0.1", 0),
                        answers(Optional.empty(), proxies, Optional.empty(), audit, Optional.of(tokens)),
                        LIMITS,
                        registry));
    }

    /** One with a page for people. */
    public static Service startWithPage(Vertx vertx, Page page) {
        Messages.register(vertx);
        return deploy(
                vertx,
                new HttpVerticle(
                        HttpServerPolicy.options("127.0.0.1", 0),
                        answers(Optional.of(page), PROXIES, Optional.empty()),
                        LIMITS,
                        new SimpleMeterRegistry()));
    }

    /** One with a page that trusts these proxies, and lets only these clients read the map. */
    public static Service start(Vertx vertx, PeerList proxies, PeerList allowed, MeterRegistry registry) {
        Messages.register(vertx);
        return deploy(
                vertx,
                new HttpVerticle(
                        HttpServerPolicy.options("127.0.0.1", 0),
                        answers(Optional.of(Page.read()), proxies, Optional.of(allowed)),
                        LIMITS,
                        registry));
    }

    /** One that asks a history verticle, has a page, and may let only some clients read the map. */
    public static Service startWithHistory(Vertx vertx, HistoryOptions history, Optional<PeerList> allowed) {
        return startWithHistory(vertx, history, allowed, CACHE_TIMEOUT);
    }

    /** The same with another timeout for the cache. */
    public static Service startWithHistory(
            Vertx vertx, HistoryOptions history, Optional<PeerList> allowed, Duration cacheTimeout) {
        Messages.register(vertx);
        return deploy(
                vertx,
                new HttpVerticle(
                        HttpServerPolicy.options("127.0.0.1", 0),
                        answers(
                                Optional.of(Page.read()),
                                PROXIES,
                                allowed,
                                false,
                                Optional.empty(),
                                Optional.of(history)),
                        new SimpleMeterRegistry(),
                        cacheTimeout,
                        LONGEST_DRAIN,
                        LIMITS,
                        ReceiveLimits.USUAL));
    }

    /** One that gives up on the cache soon. */
    public static Service startWithShortTimeouts(Vertx vertx) {
        Messages.register(vertx);
        return deployWithShortTimeouts(vertx);
    }

    /** One more that gives up on the cache soon, on a Vertx that knows the messages. */
    public static Service deployWithShortTimeouts(Vertx vertx) {
        return deploy(
                vertx,
                new HttpVerticle(
                        HttpServerPolicy.options("127.0.0.1", 0),
                        ANSWERS,
                        new SimpleMeterRegistry(),
                        Duration.ofMillis(50),
                        LONGEST_DRAIN,
                        LIMITS,
                        ReceiveLimits.USUAL));
    }

    /** Deploys one more verticle on a Vertx that knows the messages. */
    public static Service deploy(Vertx vertx, HttpServerOptions options) {
        return deploy(vertx, options, LIMITS, new SimpleMeterRegistry());
    }

    /** The same with other limits, counted there. */
    public static Service deploy(Vertx vertx, HttpServerOptions options, HttpLimits limits, MeterRegistry registry) {
        return deploy(
                vertx,
                new HttpVerticle(
                        options, ANSWERS, registry, CACHE_TIMEOUT, LONGEST_DRAIN, limits, ReceiveLimits.USUAL));
    }

    /** One more with other limits of what is received, counted there, on a Vertx that knows the messages. */
    public static Service deploy(Vertx vertx, ReceiveLimits limits, MeterRegistry registry) {
        return deploy(
                vertx,
                new HttpVerticle(
                        HttpServerPolicy.options("127.0.0.1", 0),
                        ANSWERS,
                        registry,
                        CACHE_TIMEOUT,
                        LONGEST_DRAIN,
                        LIMITS,
                        limits));
    }

    /** It is ready, though no test of this kind has triggers unless it publishes some. */
    private static Service deploy(Vertx vertx, HttpVerticle verticle) {
        String deployment = await(vertx.deployVerticle(verticle));
        RoutesState noTriggers =
                new RoutesState.Known(RouteTable.empty(true), 0, new WatchAge(0, () -> 0), Optional.empty());
        vertx.eventBus().publish(BusAddresses.ROUTES, new RoutesChanged(noTriggers), BusAddresses.LOCAL);
        return new Service(vertx, deployment, verticle.port());
    }

    public static <T> T await(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }

    public RawHttp connect() {
        return new RawHttp(port);
    }

    /**
     * Returns when the event loop has read all that was sent before on connections that are in use: it answers this
     * request without the cache, and reads in the order of arrival.
     */
    public void hasReadEverything() {
        assertThat(get("/nowhere").status()).isEqualTo(404);
    }

    /** One request on a connection of its own. */
    public RawHttp.Response get(String target) {
        try (RawHttp client = connect()) {
            return client.get(target);
        }
    }
}
