package io.podwatcher.proxy.forgeries;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwatcher.http.RawHttp;
import io.podwatcher.proxy.Callers;
import io.podwatcher.proxy.Gateway;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Callers that are not trusted proxies send each forgery to pod-watcher directly; it ignores their headers. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DirectCallersIT {

    private static final String QUESTION = "/authorize?namespace=shop";

    private Gateway gateway;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        gateway = new Gateway(folder, "TRUSTED_PROXIES=127.0.0.1").awaitReady();
    }

    @AfterAll
    void stop() throws Exception {
        gateway.close();
    }

    @ParameterizedTest
    @MethodSource("io.podwatcher.proxy.forgeries.ForgedHeaders#all")
    void aPodOfAnotherNamespaceStaysThatPod(Forgery forgery) {
        // When
        RawHttp.Response answer = ask(Callers.PLAYER, forgery);

        // Then
        if (forgery.kind() == Forgery.Kind.BROKEN) {
            assertThat(answer.status()).isIn(400, 403);
        } else {
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.header("x-auth-reason")).isEqualTo("wrong_namespace");
            assertThat(answer.header("x-source-pod")).isEqualTo("player");
        }
    }

    @ParameterizedTest
    @MethodSource("io.podwatcher.proxy.forgeries.ForgedHeaders#all")
    void aPodOfTheNamespaceStaysThatPod(Forgery forgery) {
        // When
        RawHttp.Response answer = ask(Callers.CART, forgery);

        // Then
        if (forgery.kind() == Forgery.Kind.BROKEN) {
            assertThat(answer.status()).isIn(200, 400);
        } else {
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("x-source-pod")).isEqualTo("cart");
        }
    }

    private RawHttp.Response ask(String from, Forgery forgery) {
        try (RawHttp client = RawHttp.from(from, gateway.service.port())) {
            return client.send(forgery.at(QUESTION).request(Callers.CART)).read();
        }
    }
}
