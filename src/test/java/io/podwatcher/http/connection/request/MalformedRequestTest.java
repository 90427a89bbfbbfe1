package io.podwatcher.http.connection.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.podwatcher.http.FakeCache;
import io.podwatcher.http.RawHttp;
import io.podwatcher.http.Service;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Nobody knows where a next request would begin after these, so the connection is closed; the service is not hurt. */
@ExtendWith(VertxExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MalformedRequestTest {

    private static final String GOOD = RawHttp.request("GET", "/pod?ip=10.0.0.1");

    private Service service;

    @BeforeAll
    void deploy(Vertx vertx) {
        FakeCache cache = new FakeCache(vertx).listen();
        cache.owns("10.0.0.1", FakeCache.pod("default", "web", 0));
        service = Service.start(vertx);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"requestLines", "headers", "otherProtocols"})
    void aMalformedRequestIsAnsweredAndClosed(String name, String bytes) {
        // When
        try (RawHttp client = service.connect().send(bytes)) {
            RawHttp.Response answer = client.read();

            // Then
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.reason()).isEqualTo("malformed_request");
            assertThat(answer.header("connection")).isEqualTo("close");
            assertThat(client.isClosedByServer()).isTrue();
        }
        theServiceGoesOn();
    }

    static Stream<Arguments> requestLines() {
        return Stream.of(
                arguments("no version", "GET /pod?ip=10.0.0.1\r\n\r\n"),
                arguments("only a method", "GET\r\n\r\n"),
                arguments("four words", "GET /pod?ip=10.0.0.1 x HTTP/1.1\r\n\r\n"),
                arguments("a space in the address", "GET /pod?ip=10.0.0.1 2 HTTP/1.1\r\n\r\n"),
                arguments("a method that is no token", "G@T /pod?ip=10.0.0.1 HTTP/1.1\r\n\r\n"),
                arguments("bare line feeds", "GET /pod?ip=10.0.0.1 HTTP/1.1\nHost: a\n\n"),
                arguments("a version without number", "GET /pod?ip=10.0.0.1 HTTP/1.x\r\n\r\n"),
                arguments("a version in another case", "GET /pod?ip=10.0.0.1 HtTP/1.1\r\nHost: a\r\n\r\n"),
                arguments("version 1.0 in another case", "GET /pod?ip=10.0.0.1 http/1.0\r\nHost: a\r\n\r\n"),
                arguments("version 0.9", "GET /pod?ip=10.0.0.1 HTTP/0.9\r\n\r\n"),
                arguments("version 1.2", "GET /pod?ip=10.0.0.1 HTTP/1.2\r\n\r\n"),
                arguments("version 3.0", "GET /pod?ip=10.0.0.1 HTTP/3.0\r\n\r\n"),
                arguments("version 9.9", "GET /pod?ip=10.0.0.1 HTTP/9.9\r\n\r\n"),
                arguments("version 11.1", "GET /pod?ip=10.0.0.1 HTTP/11.1\r\n\r\n"),
                arguments("another protocol's name", "GET /pod?ip=10.0.0.1 ICE/1.1\r\n\r\n"));
    }

    static Stream<Arguments> headers() {
        return Stream.of(
                arguments("a header without colon", withHeader("bad header")),
                arguments("a space in a name", withHeader("a b: c")),
                arguments("a space before the colon", withHeader("a : b")),
                arguments("a NUL in a value", withHeader("a: b\0c")),
                arguments("no host", "GET /pod?ip=10.0.0.1 HTTP/1.1\r\n\r\n"),
                arguments("two hosts", withHeader("Host: pod-watcher")),
                arguments("two hosts of version 1.0", "GET /pod?ip=10.0.0.1 HTTP/1.0\r\nHost: a\r\nHost: b\r\n\r\n"),
                arguments("a host with a user", "GET /pod?ip=10.0.0.1 HTTP/1.1\r\nHost: b@a\r\n\r\n"),
                arguments("a host with a path", "GET /pod?ip=10.0.0.1 HTTP/1.1\r\nHost: a/b\r\n\r\n"),
                arguments("a header without a name", withHeader(": b")),
                arguments("a folded header", withHeader("a: b\r\n c")),
                arguments("a header folded by a tab", withHeader("a: b\r\n\tc")),
                arguments("a folded header of nothing", withHeader("a: b\r\n ")),
                arguments("a folded first header", "GET /pod?ip=10.0.0.1 HTTP/1.1\r\n a: b\r\n\r\n"),
                arguments("a length that is no number", withHeader("Content-Length: abc")),
                arguments("a negative length", withHeader("Content-Length: -1")),
                arguments("a length with a sign", withHeader("Content-Length: +3")),
                arguments("an endless length", withHeader("Content-Length: 99999999999999999999")),
                arguments("an empty length", withHeader("Content-Length: ")),
                arguments("two lengths", withHeader("Content-Length: 3\r\nContent-Length: 4")),
                arguments("a list of lengths", withHeader("Content-Length: 3, 4")),
                arguments("length and chunks", withHeader("Content-Length: 3\r\nTransfer-Encoding: chunked")),
                arguments("chunks and length", withHeader("Transfer-Encoding: chunked\r\nContent-Length: 3")),
                arguments("an unknown encoding", withHeader("Transfer-Encoding: gzip")),
                arguments("chunks not last", withHeader("Transfer-Encoding: chunked, identity")));
    }

    static Stream<Arguments> otherProtocols() {
        return Stream.of(
                arguments("garbage", "\0\1\2\3\4\5\6\7\r\n\r\n"),
                arguments("high bytes", "\u00ff\u00fe\u00fd\r\n\r\n"),
                arguments("a TLS hello", "\26\3\1\0\u00f1\1\0\0\u00ed\3\3" + "x".repeat(60)),
                arguments("an HTTP/2 preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
                arguments("SMTP", "EHLO example.com\r\n\r\n"),
                arguments("a Redis command", "*1\r\n$4\r\nPING\r\n\r\n"));
    }

    @Test
    void aRequestLineThatIsTooLongIsAnsweredAndClosed() {
        // When
        try (RawHttp client = service.connect().send(RawHttp.request("GET", "/pod?ip=" + "1".repeat(66_000)))) {
            RawHttp.Response answer = client.read();

            // Then
            assertThat(answer.status()).isEqualTo(414);
            assertThat(answer.reason()).isEqualTo("uri_too_long");
            assertThat(client.isClosedByServer()).isTrue();
        }
        theServiceGoesOn();
    }

    @Test
    void headersThatAreTooLongAreAnsweredAndClosed() {
        // When
        try (RawHttp client = service.connect().send(withHeader("a: " + "x".repeat(66_000)))) {
            RawHttp.Response answer = client.read();

            // Then
            assertThat(answer.status()).isEqualTo(431);
            assertThat(answer.reason()).isEqualTo("headers_too_long");
            assertThat(client.isClosedByServer()).isTrue();
        }
        theServiceGoesOn();
    }

    @Test
    void garbageBehindAGoodRequestDoesNotCostItsAnswer() {
        // When
        try (RawHttp client = service.connect().send(GOOD + GOOD + "garbage\r\n\r\n")) {

            // Then
            assertThat(client.read().status()).isEqualTo(200);
            assertThat(client.read().status()).isEqualTo(200);
            assertThat(client.read().reason()).isEqualTo("malformed_request");
            assertThat(client.isClosedByServer()).isTrue();
        }
        theServiceGoesOn();
    }

    @Test
    void aBrokenChunkClosesTheConnectionBehindTheAnswer() {
        // When
        try (RawHttp client = service.connect()
                .send("POST /pod HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n" + GOOD)) {

            // Then
            assertThat(client.read().reason()).isEqualTo("method_not_allowed");
            assertThat(client.isClosedByServer()).isTrue();
        }
        theServiceGoesOn();
    }

    private static String withHeader(String header) {
        return "GET /pod?ip=10.0.0.1 HTTP/1.1\r\nHost: pod-watcher\r\n" + header + "\r\n\r\n";
    }

    private void theServiceGoesOn() {
        assertThat(service.get("/pod?ip=10.0.0.1").status()).isEqualTo(200);
    }
}
