package io.podwatcher.proxy.functions;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwatcher.fission.Routers;
import io.podwatcher.http.RawHttp;
import io.podwatcher.proxy.Callers;
import io.podwatcher.proxy.Reached;
import io.podwatcher.proxy.Upstream;
import io.podwatcher.proxy.forgeries.Forgeries;
import io.podwatcher.proxy.forgeries.Forgery;
import io.podwatcher.proxy.paths.PathTricks;
import java.io.EOFException;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Calls through the documented Caddy for the functions of all namespaces; its upstream shows what reached it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FunctionCallsIT {

    private static final String ALL = "methods=GET,HEAD,POST,PUT,PATCH,DELETE,OPTIONS";

    private Upstream router;
    private Functions functions;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        router = new Upstream();
        functions = new Functions(folder, router.port());
    }

    @AfterAll
    void stop() {
        functions.close();
        router.close();
    }

    @BeforeEach
    void addTriggers() {
        functions.routes(Routers.ordered(
                "shop/cart prefix=/shop functions=basket %s ; media/player prefix=/media %s".formatted(ALL, ALL)));
    }

    @Test
    void aPodCallsTheFunctionsOfItsNamespaceAndTheseLearnWhoCallsThem() {
        // When
        RawHttp.Response answer = functions.get(Callers.CART, "/shop/1?a=b");

        // Then
        Reached reached = Reached.of(answer);
        Forgeries.assertIsCart(reached);
        assertThat(reached.uri()).isEqualTo("/shop/1?a=b");
        assertThat(reached.header("host")).containsExactly("functions.example.com");
        assertTarget(reached, "shop", "basket", "cart");
        assertThat(functions.get(Callers.PLAYER, "/shop/1").status()).isEqualTo(403);
        assertThat(functions.get(Callers.PLAYER, "/media/1").status()).isEqualTo(200);
        assertThat(functions.get(Callers.NOBODY, "/shop/1").header("x-auth-reason"))
                .isEqualTo("not_found");
    }

    @Test
    void aTriggerSquattedUnderAnotherNamespacesPrefixIsItsOwnNamespacesTarget() {
        // Given
        functions.routes(Routers.ordered("shop/cart prefix=/shop ; media/squatter path=/shop/pay functions=thief"));

        // When // Then: pods of shop do not call the thief, and it learns nothing of their calls
        int before = router.calls();
        RawHttp.Response refused = functions.get(Callers.CART, "/shop/pay");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.header("x-auth-reason")).isEqualTo("wrong_namespace");
        assertThat(router.calls()).isEqualTo(before);
        assertTarget(Reached.of(functions.get(Callers.PLAYER, "/shop/pay")), "media", "thief", "squatter");
    }

    @Test
    void methodAndHostOfTheCallDecide() {
        // Given
        functions.routes(Routers.ordered("shop/cart path=/a host=functions.example.com methods=POST ;"
                + " media/player path=/a methods=GET,POST"));

        // When // Then
        String post = "POST /a HTTP/1.1\r\nContent-Length: 2\r\nHost: %s\r\n\r\nab";
        assertTarget(
                Reached.of(functions.call(Callers.CART, post.formatted("functions.example.com"))),
                "shop",
                "cart",
                "cart");
        assertThat(functions
                        .call(Callers.CART, post.formatted("other.example.com"))
                        .status())
                .isEqualTo(403);
        assertThat(functions
                        .call(Callers.CART, post.formatted("functions.example.com:80"))
                        .header("x-auth-reason"))
                .isEqualTo("ambiguous_target");
        assertThat(functions.get(Callers.CART, "/a").status()).isEqualTo(403);
        assertTarget(Reached.of(functions.get(Callers.PLAYER, "/a")), "media", "player", "player");
    }

    @ParameterizedTest
    @CsvSource({
        "X-Target-Namespace: media",
        "x_target_namespace: media",
        "X-Target_Function: thief",
        "X-TARGET-TRIGGER: other",
        "X-Forwarded-Uri: /media/1",
        "X-Forwarded-Method: DELETE",
        "X-Forwarded-Host: media.example.com",
        "X-Forwarded-For: 127.0.0.3"
    })
    void headersThatAClientSendsChangeNothing(String header) {
        // When
        RawHttp.Response own = functions.get(Callers.CART, "/shop/1", header, header);
        RawHttp.Response others = functions.get(Callers.CART, "/media/1", header);

        // Then
        assertTarget(Reached.of(own), "shop", "basket", "cart");
        Forgeries.assertIsCart(Reached.of(own));
        assertThat(others.header("x-auth-reason")).isEqualTo("wrong_namespace");
        assertThat(others.header("x-target-namespace")).isEqualTo("media");
    }

    private static void assertTarget(Reached reached, String namespace, String function, String trigger) {
        assertThat(reached.header("x-target-namespace")).containsExactly(namespace);
        assertThat(reached.header("x-target-function")).containsExactly(function);
        assertThat(reached.header("x-target-trigger")).containsExactly(trigger);
    }

    @ParameterizedTest
    @MethodSource("io.podwatcher.proxy.paths.PathTricks#unclean")
    void anUncleanPathIsRefusedBeforePodWatcherIsAsked(String trick) {
        for (String namespace : List.of("shop", "media")) {
            // When
            int before = router.calls();
            RawHttp.Response answer = functions.get(Callers.CART, PathTricks.in(namespace, trick));

            // Then
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.headers()).doesNotContainKey("x-auth-reason");
            assertThat(router.calls()).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @MethodSource("io.podwatcher.proxy.paths.PathTricks#clean")
    void aCleanPathIsPassedOnAsItWasSent(String clean) {
        // When
        String path = PathTricks.in("shop", clean);
        RawHttp.Response answer = functions.get(Callers.CART, path);

        // Then: an escaped # or ? ends the path for some programs
        if (path.contains("%23")) {
            assertThat(answer.header("x-auth-reason")).isEqualTo("bad_target");
        } else {
            assertThat(Reached.of(answer).uri()).isEqualTo(path);
            assertTarget(Reached.of(answer), "shop", "basket", "cart");
        }
        assertThat(functions.get(Callers.PLAYER, path).status()).isEqualTo(403);
    }

    @ParameterizedTest
    @MethodSource({"io.podwatcher.proxy.forgeries.ForgedHeaders#all", "io.podwatcher.proxy.forgeries.ForgedRequests#all"
    })
    void aForgeryChangesNeitherWhoIsLetInNorAsWhichPod(Forgery forgery) {
        for (String stranger : List.of(Callers.PLAYER, Callers.NOBODY)) {
            // When
            int before = router.calls();
            Optional<RawHttp.Response> answer = call(stranger, forgery);

            // Then
            assertThat(answer.filter(it -> it.headers().containsKey("x-upstream")))
                    .as(stranger)
                    .isEmpty();
            assertThat(router.calls()).as(stranger).isEqualTo(before);
        }

        // When
        Optional<RawHttp.Response> answer = call(Callers.CART, forgery);

        // Then
        Optional<Reached> reached =
                answer.filter(it -> it.headers().containsKey("x-upstream")).map(Reached::of);
        reached.ifPresent(Forgeries::assertIsCart);
        reached.ifPresent(it -> assertTarget(it, "shop", "basket", "cart"));
        boolean noTarget =
                forgery.method().equals("PROPFIND") || forgery.target().contains("%3F");
        if (forgery.kind() == Forgery.Kind.SOUND || forgery.kind() == Forgery.Kind.NO_ADDRESSES) {
            assertThat(reached.isPresent()).as(String.valueOf(answer)).isEqualTo(!noTarget);
        }
    }

    /** Below the prefix of shop, where it is a path. Empty when Caddy closes the connection without an answer. */
    private Optional<RawHttp.Response> call(String from, Forgery forgery) {
        String target = forgery.target().startsWith("/") ? "/shop" + forgery.target() : forgery.target();
        try {
            return Optional.of(functions.call(from, forgery.at(target).request(Callers.CART)));
        } catch (UncheckedIOException e) {
            assertThat(e.getCause()).isInstanceOfAny(EOFException.class, SocketException.class);
            return Optional.empty();
        }
    }
}
