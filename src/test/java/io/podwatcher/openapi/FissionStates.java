package io.podwatcher.openapi;

import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.podwatcher.decisions.DecisionsVerticle;
import io.podwatcher.fission.Routers;
import io.podwatcher.http.FakeCache;
import io.podwatcher.http.FakeSigner;
import io.podwatcher.http.Service;
import io.podwatcher.http.token.TokenOptions;
import io.podwatcher.messages.BusAddresses;
import io.podwatcher.messages.Messages;
import io.podwatcher.messages.fission.RoutesChanged;
import io.podwatcher.messages.fission.RoutesState;
import io.podwatcher.messages.lookup.LookupResult;
import io.podwatcher.messages.map.MapSize;
import io.podwatcher.messages.map.StatusReply;
import io.podwatcher.messages.watch.WatchReport;
import io.vertx.core.Vertx;
import java.util.Map;
import java.util.Optional;

/** HTTP verticles in each of the states in which {@code /authorize/fission} answers differently. */
final class FissionStates implements AutoCloseable {

    static final String PATH = "/authorize/fission";

    /** A static pod, which runs as no service account. */
    private static final String NO_ACCOUNT = "127.0.0.10";

    private final Vertx synced = Vertx.vertx();
    private final Vertx old = Vertx.vertx();
    private final Vertx starting = Vertx.vertx();
    private final Vertx withoutCache = Vertx.vertx();
    private final Service usual;
    private final Service stale;
    private final Service notSynced;
    private final Service alone;

    FissionStates() {
        FakeCache cache = new FakeCache(synced).listen();
        cache.owns(States.CART, FakeCache.pod("shop", "cart", "till", "{}"));
        cache.refuses(States.NODE, LookupResult.Refused.HOST_NETWORK);
        cache.refuses(States.TWO, FakeCache.AMBIGUOUS);
        cache.owns(NO_ACCOUNT, FakeCache.pod("kube-system", "static", "", "{}"));
        cache.is(FakeCache.atVersion("4711"));
        new FakeSigner(synced).listen();
        usual = Service.startWithTokens(
                synced,
                new TokenOptions(Optional.of("http://pod-watcher"), System::nanoTime),
                false,
                new SimpleMeterRegistry());
        Service.await(synced.deployVerticle(new DecisionsVerticle(false, new SimpleMeterRegistry())));
        publishRoutes(synced, usual);
        new FakeCache(old)
                .listen()
                .is(new StatusReply(
                        true,
                        MapSize.EMPTY,
                        FakeCache.age(Service.AUTHORIZE_MAX_AGE.toSeconds()),
                        0,
                        0,
                        WatchReport.INITIAL));
        stale = Service.start(old);
        new FakeCache(starting).listen().is(FakeCache.NOT_SYNCED);
        notSynced = Service.start(starting);
        Messages.register(withoutCache);
        alone = Service.deployWithShortTimeouts(withoutCache);
    }

    /** Two triggers answer {@code /both}. */
    private static void publishRoutes(Vertx vertx, Service service) {
        RoutesState routes = new RoutesState.Known(
                Routers.ordered(
                        "shop/cart prefix=/shop ; media/film prefix=/media ; shop/a path=/both ; media/b path=/both"),
                4,
                FakeCache.age(0),
                Optional.empty());
        vertx.eventBus().publish(BusAddresses.ROUTES, new RoutesChanged(routes), BusAddresses.LOCAL);
        service.hasReadEverything();
    }

    /**
     * A proxy asks about a GET of this URI.
     *
     * @param query of the question
     * @param caller the address that it was called from
     */
    Question usual(String query, String caller, String uri) {
        return question("synced", usual, PATH + query, caller, uri);
    }

    /** What has been decided about the calls so far. */
    Question decisions() {
        return new Question("synced, with routes", usual.port(), "127.0.0.1", "GET", "/decisions?limit=1000", Map.of());
    }

    /** Until all that has been decided is recorded. */
    void awaitDecisions() {
        await().until(() -> decisions().ask().answer().body().contains("\"trigger\""));
    }

    /** A pod without a service account asks for a token. */
    Question tokenWithoutAccount(String target) {
        return new Question("synced", usual.port(), NO_ACCOUNT, "GET", target, Map.of());
    }

    /** The same of a verticle whose map is too old. */
    Question stale(String caller, String uri) {
        return question("stale", stale, PATH, caller, uri);
    }

    /** The same of one that has no map yet. */
    Question notSynced(String caller, String uri) {
        return question("not synced", notSynced, PATH, caller, uri);
    }

    /** The same of one whose cache does not answer. */
    Question alone(String caller, String uri) {
        return question("without a cache", alone, PATH, caller, uri);
    }

    private static Question question(String state, Service service, String target, String caller, String uri) {
        return new Question(state, service.port(), States.PROXY, "GET", target, Map.of())
                .with("X-Forwarded-For", caller)
                .with("X-Forwarded-Method", "GET")
                .with("X-Forwarded-Host", "functions.example.com")
                .with("X-Forwarded-Uri", uri);
    }

    @Override
    public void close() {
        for (Vertx vertx : new Vertx[] {synced, old, starting, withoutCache}) {
            Service.await(vertx.close());
        }
    }
}
