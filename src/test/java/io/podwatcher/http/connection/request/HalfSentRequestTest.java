package io.podwatcher.http.connection.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwatcher.http.FakeCache;
import io.podwatcher.http.RawHttp;
import io.podwatcher.http.Service;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A client that sends half and then nothing holds its connection until the idle time-out, here a short one. */
@ExtendWith(VertxExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HalfSentRequestTest {

    private Service service;

    @BeforeAll
    void deploy(Vertx vertx) {
        FakeCache cache = new FakeCache(vertx).listen();
        cache.owns("10.0.0.1", FakeCache.pod("default", "web", 0));
        service = Service.start(
                vertx,
                options -> options.setIdleTimeoutUnit(TimeUnit.MILLISECONDS).setIdleTimeout(300));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\r\n\r\n",
                "G",
                "GET",
                "GET /pod?ip=10.0",
                "GET /pod?ip=10.0.0.1 HTTP/1.1",
                "GET /pod?ip=10.0.0.1 HTTP/1.1\r\n",
                "GET /pod?ip=10.0.0.1 HTTP/1.1\r\nHo",
                "GET /pod?ip=10.0.0.1 HTTP/1.1\r\nHost: pod-watcher\r\n",
                "PRI * HT",
            })
    void halfAHeadIsClosedWhenIdle(String half) {
        // When
        try (RawHttp client = service.connect().send(half)) {

            // Then
            assertThat(client.isClosedByServer()).isTrue();
        }
        theServiceGoesOn();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /pod?ip=10.0", "GET /pod?ip=10.0.0.1 HTTP/1.1\r\nHo"})
    void halfAHeadAndTheEndIsClosed(String half) {
        // When
        try (RawHttp client = service.connect().send(half)) {
            client.endSending();

            // Then
            assertThat(client.isClosedByServer()).isTrue();
        }
        theServiceGoesOn();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 10\r\n\r\nhalf",
                "Content-Length: 10\r\n\r\n",
                "Transfer-Encoding: chunked\r\n\r\n",
                "Transfer-Encoding: chunked\r\n\r\n5\r\nha",
            })
    void halfABodyIsNotWaitedForAndClosedWhenIdle(String rest) {
        // When
        try (RawHttp client = service.connect().send("POST /pod HTTP/1.1\r\nHost: a\r\n" + rest)) {

            // Then
            RawHttp.Response answer = client.read();
            assertThat(answer.status()).isEqualTo(405);
            assertThat(answer.reason()).isEqualTo("method_not_allowed");
            assertThat(client.isClosedByServer()).isTrue();
        }
        theServiceGoesOn();
    }

    @Test
    void halfABodyOfAGetIsNotWaitedForAndClosedWhenIdle() {
        // When
        try (RawHttp client =
                service.connect().send("GET /pod?ip=10.0.0.1 HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nhalf")) {

            // Then
            assertThat(client.read().status()).isEqualTo(200);
            assertThat(client.isClosedByServer()).isTrue();
        }
        theServiceGoesOn();
    }

    @Test
    void aKeptConnectionIsClosedWhenIdle() {
        // Given
        try (RawHttp client = service.connect()) {

            // When
            assertThat(client.get("/pod?ip=10.0.0.1").status()).isEqualTo(200);

            // Then
            assertThat(client.isClosedByServer()).isTrue();
        }
    }

    private void theServiceGoesOn() {
        assertThat(service.get("/pod?ip=10.0.0.1").status()).isEqualTo(200);
    }
}
