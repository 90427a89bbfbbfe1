package io.podwatcher.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.podwatcher.messages.BusAddresses;
import io.podwatcher.messages.KeyPairChanged;
import io.podwatcher.tls.TestKeyPair;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import java.io.IOException;
import java.math.BigInteger;
import java.net.http.HttpClient;
import java.security.cert.X509Certificate;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What connections that are open see of a renewed certificate, and of the end. */
class TlsWhileUsedTest extends WithTls {

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
        vertx.eventBus().publish(BusAddresses.KEY_PAIR, new KeyPairChanged(load(pair, vertx)), BusAddresses.LOCAL);
    }

    private BigInteger shownSerial() throws IOException {
        try (SSLSocket socket = socket()) {
            socket.startHandshake();
            return ((X509Certificate) socket.getSession().getPeerCertificates()[0]).getSerialNumber();
        }
    }
}
