package io.podwatcher.proxy.paths;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwatcher.http.RawHttp;
import io.podwatcher.proxy.Callers;
import io.podwatcher.proxy.FissionRouter;
import io.podwatcher.proxy.Gateway;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A real proxy with a route for each of two namespaces, in front of a router that reads paths in its own ways: whatever
 * path a pod sends, only functions of its own namespace run.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class CrossRoutes {

    private static final int RANDOM_CALLS = 1500;
    private static final Map<String, String> CALLERS = Map.of("shop", Callers.CART, "media", Callers.PLAYER);

    private Gateway gateway;
    private FissionRouter router;
    private int port;

    /** Starts the proxies, the last of them in front of the router; returns the port that callers call. */
    abstract int open(Gateway gateway, int router) throws IOException;

    /** The status of a call that pod-watcher denies. */
    int denied() {
        return 403;
    }

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        router = new FissionRouter();
        gateway = new Gateway(folder, "TRUSTED_PROXIES=127.0.0.1");
        port = open(gateway.awaitReady(), router.port());
    }

    @AfterAll
    void stop() {
        gateway.close();
        router.close();
    }

    @ParameterizedTest
    @MethodSource("io.podwatcher.proxy.paths.PathTricks#unclean")
    void anUncleanPathIsRefusedBeforePodWatcherIsAsked(String trick) {
        for (String namespace : FissionRouter.NAMESPACES) {
            for (String caller : Set.of(CALLERS.get(namespace), Callers.NOBODY)) {
                // When
                RawHttp.Response answer = Gateway.call(caller, port, PathTricks.in(namespace, trick));

                // Then
                assertThat(answer.status()).as("%s from %s", namespace, caller).isEqualTo(400);
                assertThat(answer.headers()).doesNotContainKey("x-auth-reason");
                assertThat(FissionRouter.reached(answer)).isFalse();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("io.podwatcher.proxy.paths.PathTricks#illegal")
    void aCharacterThatNoPathHasIsNotPassedOnAsItIs(String illegal) {
        for (String namespace : FissionRouter.NAMESPACES) {
            // When
            String target = PathTricks.in(namespace, illegal);
            RawHttp.Response answer = Gateway.call(CALLERS.get(namespace), port, target);

            // Then
            assertThat(answer.status()).as(namespace).isIn(400, 200);
            if (FissionRouter.reached(answer)) {
                assertThat(FissionRouter.uri(answer)).matches("[!$%&-:=?@\\w~-]+");
                assertThat(FissionRouter.ran(answer)).containsExactly(namespace);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("io.podwatcher.proxy.paths.PathTricks#clean")
    void aCleanPathReachesTheFunctionAsItWasSent(String clean) {
        for (String namespace : FissionRouter.NAMESPACES) {
            // When
            String target = PathTricks.in(namespace, clean);
            RawHttp.Response answer = Gateway.call(CALLERS.get(namespace), port, target);

            // Then
            assertThat(answer.status()).as(namespace).isEqualTo(200);
            assertThat(FissionRouter.uri(answer)).isEqualTo(target);
            assertThat(FissionRouter.ran(answer)).containsExactly(namespace);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a.b/", "/..a", "%C3%A4"})
    void aLongPathIsJudgedAsAShortOneIs(String part) {
        // When
        String path = "/shop/x" + part.repeat(7000 / part.length());
        RawHttp.Response clean = Gateway.call(Callers.CART, port, path);
        RawHttp.Response unclean = Gateway.call(Callers.CART, port, path + "/..");

        // Then
        assertThat(clean.status()).isEqualTo(200);
        assertThat(FissionRouter.uri(clean)).isEqualTo(path);
        assertThat(unclean.status()).isEqualTo(400);
    }

    @ParameterizedTest
    @MethodSource("io.podwatcher.proxy.paths.PathTricks#clean")
    void aCleanPathIsNotForPodsOfAnotherNamespace(String clean) {
        for (String namespace : FissionRouter.NAMESPACES) {
            for (String caller : CALLERS.values()) {
                // When
                RawHttp.Response answer = Gateway.call(caller, port, PathTricks.in(namespace, clean));

                // Then
                boolean own = caller.equals(CALLERS.get(namespace));
                assertThat(answer.status()).as("%s from %s", namespace, caller).isEqualTo(own ? 200 : denied());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET http://upstream/{other}/..%2f{own}/x",
                "GET http://upstream/{other}/x",
                "GET http://{other}/{own}/../{other}/x",
                "GET http:/{other}/x",
                "GET {other}/x",
                "GET ?/{other}/x",
                "GET @{other}/x",
                "OPTIONS *",
                "GET *",
                "CONNECT {other}:80",
                "CONNECT /{other}/x"
            })
    void noFormOfTheTargetRunsAFunctionOfAnotherNamespace(String form) {
        for (String namespace : FissionRouter.NAMESPACES) {
            try (Caller caller = new Caller(namespace)) {
                // When
                Optional<RawHttp.Response> answer = caller.call(form);

                // Then
                assertThat(answer.map(FissionRouter::ran).orElseGet(Set::of))
                        .as(namespace)
                        .isEmpty();
            }
        }
    }

    @Test
    void noPathRunsAFunctionOfAnotherNamespace() {
        long seed = Long.getLong("paths.seed", System.nanoTime());
        System.out.println(getClass().getSimpleName() + ": repeat with -Dpaths.seed=" + seed);
        Random random = new Random(seed);
        for (String namespace : FissionRouter.NAMESPACES) {
            int passedOn = 0;
            try (Caller caller = new Caller(namespace)) {
                for (int i = 0; i < RANDOM_CALLS; i++) {
                    // When
                    String target = PathTricks.in(namespace, PathTricks.random(random));
                    Optional<RawHttp.Response> answer = caller.call("GET " + target);

                    // Then
                    assertThat(answer.map(FissionRouter::ran).orElseGet(Set::of))
                            .as("seed %d: %s from %s", seed, target, namespace)
                            .isSubsetOf(namespace);
                    passedOn += answer.filter(FissionRouter::reached).isPresent() ? 1 : 0;
                }
            }
            assertThat(passedOn).as("seed %d: calls passed on", seed).isBetween(RANDOM_CALLS / 20, RANDOM_CALLS / 2);
        }
    }

    /** Calls as a pod of a namespace, over one connection as long as the proxy keeps it open. */
    private final class Caller implements AutoCloseable {

        private final String namespace;
        private RawHttp connection;

        Caller(String namespace) {
            this.namespace = namespace;
            connection = connect();
        }

        /** Empty when the proxy closes the connection without an answer. */
        Optional<RawHttp.Response> call(String methodAndTarget) {
            String request = PathTricks.in(namespace, methodAndTarget) + " HTTP/1.1\r\nHost: upstream\r\n\r\n";
            try {
                RawHttp.Response answer = connection.send(request).read();
                if ("close".equals(answer.header("connection"))) {
                    reconnect();
                }
                return Optional.of(answer);
            } catch (UncheckedIOException e) {
                assertThat(e.getCause()).isInstanceOfAny(EOFException.class, SocketException.class);
                reconnect();
                return Optional.empty();
            }
        }

        private void reconnect() {
            connection.close();
            connection = connect();
        }

        private RawHttp connect() {
            return RawHttp.from(CALLERS.get(namespace), port);
        }

        @Override
        public void close() {
            connection.close();
        }
    }
}
