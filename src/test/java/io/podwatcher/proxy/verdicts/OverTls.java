package io.podwatcher.proxy.verdicts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.podwatcher.http.RawHttp;
import io.podwatcher.proxy.Callers;
import io.podwatcher.proxy.Gateway;
import io.podwatcher.proxy.Reached;
import io.podwatcher.proxy.forgeries.Forgeries;
import io.podwatcher.tls.KeyPairFiles;
import io.podwatcher.tls.TestKeyPair;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real proxy that calls pod-watcher by https, which authenticates it. */
abstract class OverTls {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    private KeyPairFiles own;
    private Gateway gateway;

    /**
     * Runs this documented configuration, changed to use https and to trust this authority; returns the port that
     * callers call.
     */
    abstract int open(Gateway gateway, Path authority) throws IOException;

    @BeforeEach
    void start() throws Exception {
        own = TestKeyPair.elliptic().write(folder);
        gateway = new Gateway(
                folder, "TRUSTED_PROXIES=127.0.0.1", "TLS_CERT_FILE=" + own.certificate(), "TLS_KEY_FILE=" + own.key());
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void theVerdictsAreAsByPlainHttp() throws IOException {
        // When
        int port = openedAndReady();

        // Then
        RawHttp.Response stranger = Gateway.call(Callers.PLAYER, port, "/a");
        assertThat(stranger.status()).isEqualTo(403);
        assertThat(stranger.header("x-auth-reason")).isEqualTo("wrong_namespace");
        Forgeries.assertIsCart(Reached.of(Gateway.call(Callers.CART, port, "/a")));
    }

    @Test
    void nobodyIsLetInByAServerThatTheAuthorityDoesNotKnow() throws IOException {
        // Given
        openedAndReady();
        Path another = Files.writeString(
                folder.resolve("another.crt"), TestKeyPair.elliptic().certificate());
        int callsBefore = gateway.upstream.calls();

        // When
        int status = Gateway.call(Callers.CART, open(gateway, another), "/a").status();

        // Then
        assertThat(status).isGreaterThanOrEqualTo(500);
        assertThat(gateway.upstream.calls()).isEqualTo(callsBefore);
    }

    private int openedAndReady() throws IOException {
        int port = open(gateway, own.certificate());
        await().atMost(TIMEOUT)
                .until(() -> Gateway.call(Callers.CART, port, "/a").status() == 200);
        return port;
    }
}
