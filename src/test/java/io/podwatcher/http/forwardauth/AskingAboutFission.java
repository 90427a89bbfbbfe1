package io.podwatcher.http.forwardauth;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwatcher.fission.Routers;
import io.podwatcher.http.FakeCache;
import io.podwatcher.http.RawHttp;
import io.podwatcher.messages.BusAddresses;
import io.podwatcher.messages.fission.RoutesChanged;
import io.podwatcher.messages.fission.RoutesState;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;

/** A verticle that knows the routes of a Fission router, asked about a call by a trusted proxy, or by anybody else. */
abstract class AskingAboutFission extends AskingToAuthorize {

    static final String FISSION = "/authorize/fission";

    /** A trusted proxy. */
    static final String PROXY = "127.0.0.17";

    /** A pod of shop. */
    static final String CART = "127.0.0.2";

    /** A pod of media, which runs as the service account film. */
    static final String PLAYER = "127.0.0.3";

    /** An address of no pod. */
    static final String NOBODY = "127.0.0.9";

    static final List<String> TARGET_HEADERS = List.of("x-target-namespace", "x-target-function", "x-target-trigger");

    private Vertx vertx;

    @BeforeEach
    void addRoutesAndAnotherCaller(Vertx vertx) {
        this.vertx = vertx;
        cache.owns(PLAYER, FakeCache.pod("media", "player", "film", "{}"));
        routes("shop/cart prefix=/shop methods=GET,POST functions=basket ; media/player prefix=/media");
    }

    /** From now on the router has these triggers, as {@link Routers} writes them. */
    void routes(String triggers) {
        becomes(new RoutesState.Known(Routers.ordered(triggers), 1, FakeCache.age(0), Optional.empty()));
    }

    /** The verticle has it when this returns: a request is answered after it on the same event loop. */
    void becomes(RoutesState state) {
        vertx.eventBus().publish(BusAddresses.ROUTES, new RoutesChanged(state), BusAddresses.LOCAL);
        service.hasReadEverything();
    }

    /** The question of a proxy about a GET of this URI by this caller. */
    RawHttp.Response asks(String caller, String uri) {
        return ask(PROXY, question(FISSION, caller, "GET", "shop.example.com", uri));
    }

    static String question(String target, String caller, String method, String host, String uri) {
        return request(
                target,
                "X-Forwarded-For: " + caller,
                "X-Forwarded-Method: " + method,
                "X-Forwarded-Host: " + host,
                "X-Forwarded-Uri: " + uri);
    }

    static String request(String target, String... headers) {
        return "GET " + target + " HTTP/1.1\r\nHost: pod-watcher\r\n" + String.join("\r\n", headers) + "\r\n\r\n";
    }

    static void assertAllowed(RawHttp.Response answer, String namespace, String function, String trigger) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers()).doesNotContainKey("x-auth-reason");
        assertTarget(answer, namespace, function, trigger);
    }

    static void assertTarget(RawHttp.Response answer, String namespace, String function, String trigger) {
        assertThat(answer.headers())
                .containsAllEntriesOf(Map.of(
                        "x-target-namespace", namespace, "x-target-function", function, "x-target-trigger", trigger));
    }

    /** Denied, with a message that holds this text, and headers that overwrite a client's own. */
    static void assertNoTarget(RawHttp.Response answer, String reason, String message) {
        assertDenied(answer, reason);
        assertThat(answer.json().getString("error")).contains(message);
        assertTarget(answer, "", "", "");
    }
}
