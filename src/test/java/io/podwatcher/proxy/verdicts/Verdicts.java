package io.podwatcher.proxy.verdicts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.podwatcher.apiserver.Fault;
import io.podwatcher.apiserver.Kind;
import io.podwatcher.apiserver.ServerSettings;
import io.podwatcher.apiserver.pods.ApiPod;
import io.podwatcher.http.RawHttp;
import io.podwatcher.integration.service.MockCluster;
import io.podwatcher.proxy.Callers;
import io.podwatcher.proxy.Gateway;
import io.podwatcher.proxy.Loopback;
import io.podwatcher.proxy.Reached;
import io.podwatcher.proxy.forgeries.Forgeries;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which callers a real proxy lets in, and why it refuses the others. */
abstract class Verdicts {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final String TRUSTED = "TRUSTED_PROXIES=127.0.0.1";

    @TempDir
    private Path folder;

    /** Starts a proxy in front of this pod-watcher; returns the port that callers call. */
    abstract int open(Gateway gateway, String podWatcher) throws IOException;

    private int open(Gateway gateway) throws IOException {
        return open(gateway, gateway.podWatcher());
    }

    @Test
    void aPodOfTheNamespaceIsLetInAndNamedToTheUpstream() throws Exception {
        try (Gateway gateway = new Gateway(folder, TRUSTED).awaitReady()) {
            // When
            RawHttp.Response answer = Gateway.call(Callers.CART, open(gateway), "/a?b=c");

            // Then
            assertThat(answer.status()).isEqualTo(200);
            assertThat(Reached.of(answer).uri()).isEqualTo("/a?b=c");
            Forgeries.assertIsCart(Reached.of(answer));
        }
    }

    @Test
    void aTerminatingPodIsLetInBecauseItsProcessesMayStillCall() throws Exception {
        try (Gateway gateway = new Gateway(folder, TRUSTED).awaitReady()) {
            // When
            RawHttp.Response answer = Gateway.call(Callers.LEAVING, open(gateway), "/a");

            // Then
            assertThat(answer.status()).isEqualTo(200);
            assertThat(Reached.of(answer).header("x-source-pod")).containsExactly("leaving");
        }
    }

    @ParameterizedTest
    @CsvSource({
        Callers.PLAYER + ", wrong_namespace",
        Callers.NOBODY + ", not_found",
        Callers.NODE + ", host_network",
        Callers.TWO + ", ambiguous"
    })
    void anyoneElseIsNot(String caller, String reason) throws Exception {
        try (Gateway gateway = new Gateway(folder, TRUSTED).awaitReady()) {
            // When
            RawHttp.Response answer = Gateway.call(caller, open(gateway), "/a");

            // Then
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.header("x-auth-reason")).isEqualTo(reason);
            assertThat(gateway.upstream.calls()).isZero();
        }
    }

    @Test
    void aPodIsLetInByItsIpv6AddressToo() throws Exception {
        Loopback.assumeIpv6();
        try (Gateway gateway = new Gateway(folder, TRUSTED).awaitReady()) {
            // Given
            int port = open(gateway);
            assertThat(Gateway.call(Callers.PLAYER_6, port, "/a").status()).isEqualTo(403);

            // When
            gateway.server.delete("media", "player");
            gateway.server.put(ApiPod.running("shop", "new", "uid-new", Callers.PLAYER_6));

            // Then
            await().atMost(TIMEOUT)
                    .until(() -> Gateway.call(Callers.PLAYER_6, port, "/a").status() == 200);
        }
    }

    @Test
    void nobodyIsLetInBeforeTheFirstList() throws Exception {
        try (Gateway gateway =
                new Gateway(folder, server -> server.faults().always(Kind.LIST, Fault.noAnswer()), TRUSTED)) {
            // When
            RawHttp.Response answer = Gateway.call(Callers.CART, open(gateway), "/a");

            // Then
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.header("x-auth-reason")).isEqualTo("not_synced");
        }
    }

    @Test
    void nobodyIsLetInWhenTheWatchHasBeenSilentForTooLong() throws Exception {
        // Given
        ServerSettings lively = ServerSettings.DEFAULT.withBookmarkEvery(Duration.ofMillis(200));
        try (Gateway gateway = new Gateway(folder, lively, TRUSTED, "AUTHORIZE_MAX_AGE=3s").awaitReady()) {
            int port = open(gateway);
            await().atMost(TIMEOUT)
                    .until(() -> Gateway.call(Callers.CART, port, "/a").status() == 200);

            // When
            gateway.server.faults().always(Kind.LIST, Fault.noAnswer());
            gateway.server.faults().always(Kind.WATCH, Fault.noAnswer());
            gateway.server.strikeOpenWatches(Fault.stall());

            // Then
            await().atMost(TIMEOUT)
                    .until(() -> "stale"
                            .equals(Gateway.call(Callers.CART, port, "/a").header("x-auth-reason")));
            assertThat(Gateway.call(Callers.CART, port, "/a").status()).isEqualTo(403);
        }
    }

    @Test
    void nobodyIsLetInWithoutPodWatcher() throws Exception {
        try (Gateway gateway = new Gateway(folder, TRUSTED).awaitReady()) {
            // Given
            int port = open(gateway, "127.0.0.1:" + MockCluster.freePort());

            // When
            int status = Gateway.call(Callers.CART, port, "/a").status();

            // Then
            assertThat(status).isGreaterThanOrEqualTo(500);
            assertThat(gateway.upstream.calls()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void aPodIsLetInWithManyCookies(int cookies) throws Exception {
        try (Gateway gateway = new Gateway(folder, TRUSTED).awaitReady();
                RawHttp client = RawHttp.from(Callers.CART, open(gateway))) {
            // When
            String cookie = "Cookie: " + "c".repeat(6000) + "\r\n";
            client.send("GET /a HTTP/1.1\r\nHost: a\r\n" + cookie.repeat(cookies) + "Authorization: Bearer "
                    + "t".repeat(6000) + "\r\n\r\n");

            // Then
            assertThat(client.read().status()).isEqualTo(200);
        }
    }
}
