package io.podwatcher.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TlsTest extends WithTls {

    private static final Set<String> STRONG = Set.of(
            "TLS_AES_128_GCM_SHA256",
            "TLS_AES_256_GCM_SHA384",
            "TLS_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256");

    @ParameterizedTest
    @EnumSource(HttpClient.Version.class)
    void bothVersionsOfHttpAreAnswered(HttpClient.Version version) throws Exception {
        // When
        HttpResponse<String> answer = get(client(version), "/pod?ip=10.42.0.5");

        // Then
        assertThat(answer.version()).isEqualTo(version);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"name\":\"web\"");
        assertThat(answer.headers().firstValue("x-watch-age")).contains("0");
        assertThat(get(client(version), "/nowhere").statusCode()).isEqualTo(404);
        assertThat(get(client(version), "/authorize?namespace=default").statusCode())
                .isEqualTo(403);
        assertThat(get(client(version), "/pods").body()).endsWith("\"count\":1}");
    }

    @Test
    void onlyForwardSecrecyWithAuthenticatedEncryptionIsSpoken() throws Exception {
        // Given
        Set<String> accepted = new TreeSet<>();

        // When
        for (String suite : trust.getSupportedSSLParameters().getCipherSuites()) {
            if (accepts(suite, "TLSv1.3") || accepts(suite, "TLSv1.2")) {
                accepted.add(suite);
            }
        }

        // Then
        assertThat(accepted).isEqualTo(new TreeSet<>(STRONG));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\3\0", "\3\1", "\3\2"})
    void anOldClientIsRefused(String version) {
        // Given: a ClientHello with one suite of these versions, and no extension that speaks of newer ones
        String hello = version + "r".repeat(32) + "\0" + "\0\2\u00c0\u0009" + "\1\0";
        String handshake = "\1\0" + length(hello) + hello;
        String record = "\26\3\1" + length(handshake) + handshake;

        // When
        try (RawHttp client = service.connect().send(record)) {

            // Then: an alert, fatal, of the protocol version
            assertThat(client.readUntilClosed()).matches("(?s)\\x15\\x03.\\x00\\x02\\x02F");
        }
    }

    @ParameterizedTest
    @EnumSource(HttpClient.Version.class)
    void longHeadersAreRead(HttpClient.Version version) throws Exception {
        // Given
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("https://127.0.0.1:" + service.port() + "/pod?ip=10.42.0.5"))
                .header("Cookie", "c".repeat(30_000))
                .build();

        // When
        int status = client(version).send(request, BodyHandlers.discarding()).statusCode();

        // Then
        assertThat(status).isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource(HttpClient.Version.class)
    void headersAreCountedByBothVersionsOfHttp(HttpClient.Version version) throws Exception {
        // Given
        HttpRequest.Builder hundred = request(80);
        HttpRequest.Builder more = request(101);

        // Then
        assertThat(client(version)
                        .send(hundred.build(), BodyHandlers.discarding())
                        .statusCode())
                .isEqualTo(200);
        assertThat(client(version).send(more.build(), BodyHandlers.discarding()).statusCode())
                .isEqualTo(431);
    }

    private HttpRequest.Builder request(int headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + service.port() + "/pod?ip=10.42.0.5"));
        for (int i = 0; i < headers; i++) {
            request.header("x-" + i, "y");
        }
        return request;
    }

    @ParameterizedTest
    @EnumSource(HttpClient.Version.class)
    void whatAProxysClientAskedForMayBeLong(HttpClient.Version version) throws Exception {
        // Given
        cache.owns("127.0.0.1", FakeCache.pod("shop", "cart", 0));
        String asked = "/authorize?namespace=shop&original=/" + "a".repeat(50_000);

        // Then
        assertThat(get(client(version), asked).statusCode()).isEqualTo(200);
        assertThat(get(client(version), "/pods?search=" + "a".repeat(50_000)).statusCode())
                .isEqualTo(414);
    }

    @ParameterizedTest
    @EnumSource(HttpClient.Version.class)
    void theHeadersThatAreReadArrive(HttpClient.Version version) throws Exception {
        // Given
        String tag = get(client(version), "/openapi.yaml")
                .headers()
                .firstValue("etag")
                .orElseThrow();
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("https://127.0.0.1:" + service.port() + "/openapi.yaml"))
                .header("Cookie", "c=d")
                .header("If-None-Match", tag)
                .build();

        // When
        int status = client(version).send(request, BodyHandlers.discarding()).statusCode();

        // Then
        assertThat(status).isEqualTo(304);
    }

    @Test
    void plainHttpIsNotAnswered() {
        try (RawHttp client = service.connect().send(RawHttp.request("GET", "/pod?ip=10.42.0.5"))) {
            assertThat(client.readUntilClosed()).doesNotContain("HTTP/1.1");
        }
    }

    private boolean accepts(String suite, String protocol) throws IOException {
        try (SSLSocket socket = socket()) {
            socket.setEnabledProtocols(new String[] {protocol});
            socket.setEnabledCipherSuites(new String[] {suite});
            socket.startHandshake();
            return socket.getSession().getCipherSuite().equals(suite)
                    && Arrays.asList(socket.getEnabledCipherSuites()).contains(suite);
        } catch (SSLException | IllegalArgumentException refused) {
            return false;
        }
    }

    private static String length(String bytes) {
        return "" + (char) (bytes.length() / 256) + (char) (bytes.length() % 256);
    }
}
