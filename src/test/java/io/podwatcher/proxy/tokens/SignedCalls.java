package io.podwatcher.proxy.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.podwatcher.apiserver.pods.ApiPod;
import io.podwatcher.http.RawHttp;
import io.podwatcher.integration.service.MockCluster;
import io.podwatcher.proxy.Callers;
import io.podwatcher.proxy.Gateway;
import io.podwatcher.proxy.Reached;
import io.podwatcher.token.TestKey;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What reaches the upstream behind a real proxy, and what the documented programs say of it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SignedCalls {

    private final TestKey key = TestKey.create();
    private Gateway gateway;
    private int port;
    private String issuer;

    /** Starts the proxy; returns the port that callers call. */
    abstract int open(Gateway gateway) throws IOException;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        Path file = TestKey.write(folder.resolve("key.pem"), List.of(key));
        int own = MockCluster.freePort();
        issuer = "http://127.0.0.1:" + own;
        gateway = new Gateway(
                folder, "PORT=" + own, "TRUSTED_PROXIES=127.0.0.1", "TOKEN_KEY_FILE=" + file, "TOKEN_ISSUER=" + issuer);
        port = open(gateway.awaitReady());
    }

    @AfterAll
    void stop() {
        gateway.close();
    }

    private VerifyingProgram verifier(VerifyingProgram.Language language) throws IOException {
        return VerifyingProgram.start(language, issuer, "shop");
    }

    @ParameterizedTest
    @EnumSource(VerifyingProgram.Language.class)
    void theUpstreamKnowsTheCallerByTheTokenAlone(VerifyingProgram.Language language) throws IOException {
        try (VerifyingProgram verifier = verifier(language)) {
            // When
            String token = tokenThatReaches();

            // Then
            assertThat(verifier.verdict(token))
                    .isEqualTo("accepted system:serviceaccount:shop:" + Callers.ACCOUNT + " uid-cart");
        }
    }

    @ParameterizedTest
    @EnumSource(VerifyingProgram.Language.class)
    void noForgeryIsAccepted(VerifyingProgram.Language language) throws Exception {
        // Given
        Map<String, String> forgeries = new Forger(tokenThatReaches(), key).forgeries();
        try (VerifyingProgram verifier = verifier(language)) {
            forgeries.forEach((name, forgery) -> {
                // When
                String verdict = verifier.verdict(forgery);

                // Then
                assertThat(verdict).as(name).startsWith("refused");
            });
            assertThat(verifier.verdict(tokenThatReaches())).startsWith("accepted");
        }
    }

    @Test
    void aTokenThatTheClientSendsIsReplacedByItsOwn() {
        for (String header : new Forger("not.ours.really", key).headers()) {
            // When
            Reached reached = Reached.of(call(Callers.CART, header));

            // Then
            assertThat(reached.header("x-source-token"))
                    .as(header)
                    .singleElement()
                    .satisfies(token ->
                            assertThat(Forger.claims(token).getClaim("ip")).isEqualTo(Callers.CART));
        }
    }

    @Test
    void whoMayNotCallGetsInByNoTokenOfAnother() {
        // Given
        String stolen = tokenThatReaches();
        int before = gateway.upstream.calls();

        for (String header : new Forger(stolen, key).headers()) {
            // When
            RawHttp.Response answer = call(Callers.PLAYER, header);

            // Then
            assertThat(answer.status()).as(header).isEqualTo(403);
        }
        assertThat(gateway.upstream.calls()).isEqualTo(before);
    }

    /** A token of its own, and one that it is given if it asks what a proxy would. */
    @ParameterizedTest
    @EnumSource(VerifyingProgram.Language.class)
    void noPodGetsATokenForTheUpstreamByAskingForIt(VerifyingProgram.Language language) throws IOException {
        // Given
        int podWatcher = gateway.service.port();
        String own = new JsonObject(Gateway.call(Callers.PLAYER, podWatcher, "/token?audience=http://shop")
                        .body())
                .getString("token");

        // When
        RawHttp.Response asked = Gateway.call(Callers.PLAYER, podWatcher, "/authorize?namespace=shop&namespace=media");

        // Then
        assertThat(asked.status()).isEqualTo(200);
        assertThat(asked.header("x-source-token")).isEmpty();
        assertThat(Gateway.call(Callers.PLAYER, podWatcher, "/token?audience=shop")
                        .status())
                .isEqualTo(400);
        try (VerifyingProgram verifier = verifier(language)) {
            assertThat(verifier.verdict(own)).startsWith("refused");
        }
    }

    /** The old token names the old pod, whatever has its address now, and expires within a minute. */
    @Test
    void aReusedAddressGetsATokenOfTheNewPodAtOnce() {
        // Given
        var old = Forger.claims(tokenThatReaches());
        gateway.server.delete("shop", "cart");
        await().until(() -> call(Callers.CART).status() == 403);

        // When
        gateway.server.put(ApiPod.running("shop", "cart", "uid-next", Callers.CART));
        await().until(() -> call(Callers.CART).status() == 200);

        // Then
        assertThat(Forger.claims(tokenThatReaches()).getClaim("kubernetes.io").toString())
                .contains("uid-next");
        assertThat(old.getClaim("kubernetes.io").toString()).contains("uid-cart");
        assertThat(old.getExpirationTime().getTime() - old.getIssueTime().getTime())
                .isLessThanOrEqualTo(60_000);
        gateway.server.delete("shop", "cart");
        Callers.addTo(gateway.server);
        await().until(() -> call(Callers.CART).status() == 200
                && Forger.claims(tokenThatReaches())
                        .getClaim("kubernetes.io")
                        .toString()
                        .contains("uid-cart"));
    }

    private String tokenThatReaches() {
        return Reached.of(call(Callers.CART)).header("x-source-token").get(0);
    }

    private RawHttp.Response call(String from, String... headers) {
        try (RawHttp client = RawHttp.from(from, port)) {
            String lines = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
            return client.send("GET /any/path HTTP/1.1\r\nHost: upstream\r\n" + lines + "\r\n")
                    .read();
        }
    }
}
