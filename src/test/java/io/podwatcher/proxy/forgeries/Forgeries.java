package io.podwatcher.proxy.forgeries;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwatcher.http.RawHttp;
import io.podwatcher.proxy.Callers;
import io.podwatcher.proxy.Gateway;
import io.podwatcher.proxy.Reached;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Sends each forgery through one set-up of real proxies: it changes neither who is let in nor as which pod. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
public abstract class Forgeries {

    private Gateway gateway;
    private int port;

    /** What pod-watcher trusts. */
    protected String trustedProxies() {
        return "127.0.0.1";
    }

    /** Starts the proxies; returns the port that callers call. */
    protected abstract int open(Gateway gateway) throws IOException;

    /** The callers that are refused without a forgery. */
    List<String> strangers() {
        return List.of(Callers.PLAYER, Callers.NOBODY);
    }

    /** The address that forgeries claim, of a pod that may call. */
    String claimed() {
        return Callers.CART;
    }

    /** Whether the call has to be let in, despite the forgery, if its sender may call. */
    boolean isHarmless(Forgery forgery) {
        return forgery.kind() == Forgery.Kind.SOUND || forgery.kind() == Forgery.Kind.NO_ADDRESSES;
    }

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        gateway = new Gateway(folder, "TRUSTED_PROXIES=" + trustedProxies());
        port = open(gateway.awaitReady());
    }

    @AfterAll
    void stop() throws Exception {
        gateway.close();
    }

    /** Runs first, so that no permitted call is still on its way to the upstream while its calls are counted. */
    @Order(1)
    @ParameterizedTest
    @MethodSource({"io.podwatcher.proxy.forgeries.ForgedHeaders#all", "io.podwatcher.proxy.forgeries.ForgedRequests#all"
    })
    void whoMayNotCallIsNotLetInByIt(Forgery forgery) {
        for (String stranger : strangers()) {
            // When
            int before = gateway.upstream.calls();
            Optional<RawHttp.Response> answer = call(stranger, forgery);

            // Then
            assertThat(answer.map(RawHttp.Response::headers).orElseGet(Map::of))
                    .as(stranger)
                    .doesNotContainKey("x-upstream");
            assertThat(gateway.upstream.calls()).as(stranger).isEqualTo(before);
        }
    }

    @Order(2)
    @ParameterizedTest
    @MethodSource({"io.podwatcher.proxy.forgeries.ForgedHeaders#all", "io.podwatcher.proxy.forgeries.ForgedRequests#all"
    })
    void whoMayCallIsLetInAsItselfInSpiteOfIt(Forgery forgery) {
        // When
        Optional<RawHttp.Response> answer = call(Callers.CART, forgery);

        // Then
        Optional<Reached> reached =
                answer.filter(it -> it.headers().containsKey("x-upstream")).map(Reached::of);
        if (isHarmless(forgery)) {
            assertThat(reached).as(String.valueOf(answer)).isPresent();
        }
        if (forgery.kind() == Forgery.Kind.UNCLEAN) {
            assertThat(reached).isEmpty();
        }
        reached.ifPresent(Forgeries::assertIsCart);
    }

    public static void assertIsCart(Reached call) {
        assertThat(call.header("x-source-namespace")).containsExactly("shop");
        assertThat(call.header("x-source-pod")).containsExactly("cart");
        assertThat(call.header("x-source-type")).containsExactly("cluster");
        assertThat(call.header("x-source-uid")).containsExactly("uid-cart");
        assertThat(call.header("x-source-service-account")).containsExactly(Callers.ACCOUNT);
        assertThat(call.header("x-source-token")).allMatch(String::isEmpty);
    }

    /** The request target of a forgery. */
    String target(Forgery forgery) {
        return forgery.target();
    }

    /** Empty when the proxy closes the connection without an answer. */
    private Optional<RawHttp.Response> call(String from, Forgery forgery) {
        try (RawHttp client = RawHttp.from(from, port)) {
            String request = forgery.at(target(forgery)).request(claimed());
            return Optional.of(client.send(request).read());
        } catch (UncheckedIOException e) {
            assertThat(e.getCause()).isInstanceOfAny(EOFException.class, SocketException.class);
            return Optional.empty();
        }
    }
}
