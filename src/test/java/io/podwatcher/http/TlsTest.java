package io.podwatcher.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.podwatcher.messages.Addresses;
import io.podwatcher.messages.KeyPairChanged;
import io.podwatcher.tls.KeyPairFiles;
import io.podwatcher.tls.TestKeyPair;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(VertxExtension.class)
class TlsTest {

    private static final Set<String> STRONG = Set.of(
            "TLS_AES_128_GCM_SHA256",
            "TLS_AES_256_GCM_SHA384",
            "TLS_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256");

    @TempDir
    private Path folder;

    private final TestKeyPair first = TestKeyPair.elliptic();
    private final TestKeyPair renewed = TestKeyPair.elliptic();
    private final SSLContext trust = TestKeyPair.trusting(first, renewed);
    private FakeCache cache;
    private Service service;

    @BeforeEach
    void deploy(Vertx vertx) throws Exception {
        cache = new FakeCache(vertx).listen();
        cache.owns("10.42.0.5", FakeCache.pod("default", "web", 3000));
        KeyCertOptions keyPair = load(first, vertx);
        service = Service.start(vertx, options -> HttpVerticle.withTls(options, keyPair));
    }

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

    @Test
    void plainHttpIsNotAnswered() {
        try (RawHttp client = service.connect().send(RawHttp.request("GET", "/pod?ip=10.42.0.5"))) {
            assertThat(client.readUntilClosed()).doesNotContain("HTTP/1.1");
        }
    }

    @ParameterizedTest
    @EnumSource(HttpClient.Version.class)
    void aNewCertificateCostsNoRequest(HttpClient.Version version, Vertx vertx) throws Exception {
        // Given
        AtomicBoolean enough = new AtomicBoolean();
        AtomicInteger answered = new AtomicInteger();
        CompletableFuture<Void> load = CompletableFuture.runAsync(() -> {
            HttpClient keeping = client(version);
            while (!enough.get()) {
                assertThat(get(keeping, "/pod?ip=10.42.0.5").statusCode()).isEqualTo(200);
                assertThat(get(client(version), "/pod?ip=10.42.0.5").statusCode())
                        .isEqualTo(200);
                answered.addAndGet(2);
            }
        });
        await().until(() -> answered.get() > 10 || load.isDone());

        // When
        int before = answered.get();
        renew(renewed, vertx);
        await().untilAsserted(() -> assertThat(shownSerial()).isEqualTo(renewed.serial()));
        renew(first, vertx);
        await().untilAsserted(() -> assertThat(shownSerial()).isEqualTo(first.serial()));

        // Then
        await().until(() -> answered.get() > before + 10 || load.isDone());
        enough.set(true);
        load.join();
    }

    @ParameterizedTest
    @EnumSource(names = {"HTTP_1_1", "HTTP_2"})
    void aRequestInFlightIsAnsweredWhileTheServerStops(HttpVersion version, Vertx vertx) {
        // Given: not the JDK's client, which before 21 gives up all streams when the server says that it goes away
        io.vertx.core.http.HttpClient client = vertx.createHttpClient(new HttpClientOptions()
                .setSsl(true)
                .setUseAlpn(true)
                .setProtocolVersion(version)
                .setTrustAll(true)
                .setVerifyHost(false));
        cache.withhold();
        Future<Integer> answer = client.request(HttpMethod.GET, service.port(), "127.0.0.1", "/pod?ip=10.42.0.5")
                .compose(HttpClientRequest::send)
                .compose(response -> response.body().map(body -> response.version() == version ? body.length() : -1));
        await().until(() -> cache.lookups().size() == 1);

        // When
        Future<Void> stopped = vertx.undeploy(service.deployment());
        await().until(this::refusesConnections);
        cache.release();

        // Then
        assertThat(Service.await(answer)).isGreaterThan(2900);
        Service.await(stopped);
        Service.await(client.close());
    }

    private boolean refusesConnections() {
        try (SSLSocket socket = socket()) {
            return socket.isClosed();
        } catch (IOException refused) {
            return true;
        }
    }

    private void renew(TestKeyPair pair, Vertx vertx) throws Exception {
        vertx.eventBus().publish(Addresses.KEY_PAIR, new KeyPairChanged(load(pair, vertx)), Addresses.LOCAL);
    }

    private KeyCertOptions load(TestKeyPair pair, Vertx vertx) throws Exception {
        KeyPairFiles files = pair.write(folder);
        return files.load(vertx);
    }

    private BigInteger shownSerial() throws IOException {
        try (SSLSocket socket = socket()) {
            socket.startHandshake();
            return ((X509Certificate) socket.getSession().getPeerCertificates()[0]).getSerialNumber();
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

    private SSLSocket socket() throws IOException {
        return (SSLSocket) trust.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), service.port());
    }

    private HttpClient client(HttpClient.Version version) {
        return HttpClient.newBuilder().version(version).sslContext(trust).build();
    }

    private HttpResponse<String> get(HttpClient client, String path) {
        try {
            return client.send(request(path), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private HttpRequest request(String path) {
        return HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + service.port() + path))
                .build();
    }

    private static String length(String bytes) {
        return "" + (char) (bytes.length() / 256) + (char) (bytes.length() % 256);
    }
}
