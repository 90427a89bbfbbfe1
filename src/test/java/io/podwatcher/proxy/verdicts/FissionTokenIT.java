package io.podwatcher.proxy.verdicts;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwatcher.http.RawHttp;
import io.podwatcher.integration.service.MockCluster;
import io.podwatcher.proxy.Callers;
import io.podwatcher.proxy.Gateway;
import io.podwatcher.proxy.Reached;
import io.podwatcher.proxy.Snippet;
import io.podwatcher.proxy.TokenService;
import io.podwatcher.proxy.forgeries.Forgeries;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Which callers the documented Caddy lets in that checks the namespace first, and a token if the namespace is another.
 */
class FissionTokenIT {

    @TempDir
    private Path folder;

    private TokenService tokens;
    private Gateway gateway;

    @BeforeEach
    void start() throws Exception {
        tokens = new TokenService();
        gateway = new Gateway(folder, "TRUSTED_PROXIES=127.0.0.1").awaitReady();
    }

    @AfterEach
    void stop() {
        gateway.close();
        tokens.close();
    }

    @Test
    void aPodOfTheNamespaceNeedsNoToken() throws Exception {
        // When
        RawHttp.Response answer = call(Callers.CART, caddy(gateway.podWatcher()), "");

        // Then
        Forgeries.assertIsCart(Reached.of(answer));
        assertThat(tokens.questions()).isEmpty();
    }

    @Test
    void aPodOfAnotherNamespaceIsLetInByItsTokenAndIsNobodyToTheFunction() throws Exception {
        // When
        RawHttp.Response answer = call(Callers.PLAYER, caddy(gateway.podWatcher()), TokenService.GOOD);

        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(Reached.of(answer).uri()).isEqualTo("/shop/cart?a=b");
        assertThat(Reached.of(answer).header("x-source-namespace")).isEmpty();
        assertThat(tokens.questions()).containsExactly("/check?namespace=shop");
    }

    @Test
    void aCallFromOutsideIsLetInByItsToken() throws Exception {
        // When
        RawHttp.Response answer = call(Callers.NOBODY, caddy(gateway.podWatcher()), TokenService.GOOD);

        // Then
        assertThat(Reached.of(answer).header("x-source-namespace")).isEmpty();
    }

    @Test
    void withoutTheRightTokenTheCheckHasTheLastWord() throws Exception {
        // When
        RawHttp.Response answer = call(Callers.PLAYER, caddy(gateway.podWatcher()), "Bearer guessed");

        // Then
        assertThat(answer.status()).isEqualTo(401);
        assertThat(gateway.upstream.calls()).isZero();
    }

    @Test
    void withoutPodWatcherATokenLetsNobodyIn() throws Exception {
        // Given
        String nowhere = "127.0.0.1:" + MockCluster.freePort();

        // When
        RawHttp.Response answer = call(Callers.PLAYER, caddy(nowhere), TokenService.GOOD);

        // Then
        assertThat(answer.status()).isGreaterThanOrEqualTo(500);
        assertThat(gateway.upstream.calls()).isZero();
        assertThat(tokens.questions()).isEmpty();
    }

    @Test
    void withoutTheCheckNobodyElseIsLetIn() throws Exception {
        // Given
        int port = caddy(gateway.podWatcher());
        tokens.close();

        // When
        RawHttp.Response answer = call(Callers.PLAYER, port, TokenService.GOOD);

        // Then
        assertThat(answer.status()).isGreaterThanOrEqualTo(500);
        assertThat(gateway.upstream.calls()).isZero();
    }

    private int caddy(String podWatcher) throws IOException {
        return gateway.caddy(Snippet.documented("fission-or-token.Caddyfile")
                .asks(podWatcher)
                .passesOnTo("token-check.auth:8080", tokens.port())
                .passesOnTo("router.fission:80", gateway.upstream.port()));
    }

    private static RawHttp.Response call(String from, int port, String authorization) {
        try (RawHttp client = RawHttp.from(from, port)) {
            return client.send("GET /shop/cart?a=b HTTP/1.1\r\nHost: a\r\nX-Source-Namespace: shop\r\nAuthorization: "
                            + authorization + "\r\n\r\n")
                    .read();
        }
    }
}
