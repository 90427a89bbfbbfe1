package io.podwatcher.http.connection.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwatcher.http.FakeCache;
import io.podwatcher.http.RawHttp;
import io.podwatcher.http.WithFakeCache;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What HTTP allows and few clients do. */
class UnusualRequestTest extends WithFakeCache {

    private RawHttp client;

    @BeforeEach
    void connect() {
        cache.owns("10.0.0.1", FakeCache.pod("default", "web-1", 0));
        cache.owns("10.0.0.2", FakeCache.pod("default", "web-2", 0));
        client = service.connect();
    }

    @AfterEach
    void disconnect() {
        client.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Expect: 100-continue\r\n\r\n",
                "Expect: something else\r\n\r\n",
                "Connection: Upgrade\r\nUpgrade: websocket\r\n"
                        + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: eA==\r\n\r\n",
                "Connection: Upgrade\r\nUpgrade: websocket\r\n\r\n",
                "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n"
                        + "HTTP2-Settings: AAMAAABkAAQAoAAAAAIAAAAA\r\n\r\n",
                "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: !\r\n\r\n",
                "Connection: Upgrade\r\nUpgrade: h2c\r\n\r\n",
                "Content-Length: 4\r\n\r\nbody",
                "Transfer-Encoding: chunked\r\n\r\n4\r\nbody\r\n0\r\n\r\n",
                "X-Forwarded-For: 10.0.0.2\r\n\r\n",
            })
    void whatIsNotOfferedIsIgnoredAndTheQuestionAnswered(String rest) {
        // When
        RawHttp.Response answer = client.send("GET /pod?ip=10.0.0.1 HTTP/1.1\r\nHost: a\r\n" + rest)
                .read();

        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().getString("name")).isEqualTo("web-1");
        theConnectionGoesOn();
    }

    @Test
    void aBodyThatWaitsForAContinueIsNotAskedFor() {
        // When
        RawHttp.Response answer = client.send(
                        "POST /pod HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n")
                .read();

        // Then
        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.reason()).isEqualTo("method_not_allowed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/pod?ip=10.0.0.1&x=", "/pods?labelSelector=", "/nowhere/"})
    void aLongUriIsNotLookedInto(String start) {
        // When
        RawHttp.Response answer = client.get(start + "a".repeat(4096));

        // Then
        assertThat(answer.status()).isEqualTo(414);
        assertThat(answer.reason()).isEqualTo("uri_too_long");
        theConnectionGoesOn();
    }

    @Test
    void manyHeadersAreRead() {
        // When
        RawHttp.Response answer = client.send("GET /pod?ip=10.0.0.1 HTTP/1.1\r\nHost: a\r\n"
                        + "Cookie: %s\r\n".formatted("c".repeat(7900)).repeat(8) + "\r\n")
                .read();

        // Then
        assertThat(answer.status()).isEqualTo(200);
        theConnectionGoesOn();
    }

    @Test
    void emptyLinesBeforeARequestAreSkipped() {
        // When
        client.send("\r\n\r\n" + RawHttp.request("GET", "/pod?ip=10.0.0.1"));

        // Then
        assertThat(client.read().status()).isEqualTo(200);
        theConnectionGoesOn();
    }

    @Test
    void aRequestOfVersion10IsAnsweredAndClosed() {
        // When
        client.send("GET /pod?ip=10.0.0.1 HTTP/1.0\r\n\r\n");

        // Then
        assertThat(client.read().json().getString("name")).isEqualTo("web-1");
        assertThat(client.isClosedByServer()).isTrue();
    }

    @Test
    void aClientThatAsksToCloseIsAnsweredAndClosed() {
        // When
        client.send("GET /pod?ip=10.0.0.1 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");

        // Then
        assertThat(client.read().json().getString("name")).isEqualTo("web-1");
        assertThat(client.isClosedByServer()).isTrue();
    }

    @Test
    void aRequestThatArrivesByteByByteIsAnswered() {
        // When
        for (char c : RawHttp.request("GET", "/pod?ip=10.0.0.1").toCharArray()) {
            client.send(String.valueOf(c));
        }

        // Then
        assertThat(client.read().json().getString("name")).isEqualTo("web-1");
        theConnectionGoesOn();
    }

    @Test
    void pipelinedRequestsAreAnsweredInTheirOrder() {
        // When
        client.send(RawHttp.request("GET", "/pod?ip=10.0.0.1")
                + RawHttp.request("GET", "/pods")
                + RawHttp.request("GET", "/pod?ip=10.1")
                + RawHttp.request("POST", "/pod")
                + RawHttp.request("GET", "/nowhere")
                + RawHttp.request("GET", "/pod?ip=10.0.0.2"));

        // Then
        assertThat(client.read().json().getString("name")).isEqualTo("web-1");
        assertThat(client.read().json().getInteger("count")).isEqualTo(2);
        assertThat(client.read().reason()).isEqualTo("invalid_ip");
        assertThat(client.read().reason()).isEqualTo("method_not_allowed");
        assertThat(client.read().reason()).isEqualTo("unknown_path");
        assertThat(client.read().json().getString("name")).isEqualTo("web-2");
    }

    @ParameterizedTest
    @CsvSource({
        "/pod?ip=10.0.0.1, 200",
        "/pod?ip=10.0.0.9, 404",
        "/pod?ip=10.1, 400",
        "/pod, 400",
        "/pods, 200",
        "/health, 200",
        "/ready, 200",
        "/nowhere, 404",
        "/%zz, 400",
    })
    void aHeadRequestIsAnsweredLikeAGetButWithoutABody(String target, int status) {
        // When
        RawHttp.Response answer = client.ask("HEAD", target);

        // Then
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("content-type")).isEqualTo("application/json");
        theConnectionGoesOn();
    }

    @Test
    void aHeadRequestBeforeTheFirstListIsNotSynced() {
        // Given
        cache.is(FakeCache.NOT_SYNCED);

        // When
        RawHttp.Response answer = client.ask("HEAD", "/pod?ip=10.0.0.1");

        // Then
        assertThat(answer.status()).isEqualTo(503);
        assertThat(client.get("/nowhere").reason()).isEqualTo("unknown_path");
    }

    private void theConnectionGoesOn() {
        assertThat(client.get("/pod?ip=10.0.0.2").json().getString("name")).isEqualTo("web-2");
    }
}
