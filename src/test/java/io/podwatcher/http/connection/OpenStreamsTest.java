package io.podwatcher.http.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.podwatcher.http.FakeCache;
import io.podwatcher.http.HttpLimits;
import io.podwatcher.http.HttpServerPolicy;
import io.podwatcher.http.Service;
import io.podwatcher.http.streaming.AnswerLimits;
import io.podwatcher.messages.Messages;
import io.podwatcher.tls.KeyPairFiles;
import io.podwatcher.tls.TestKeyPair;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.StreamResetException;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The limit of HTTP/2 requests in progress. One connection asks all of them. */
@ExtendWith(VertxExtension.class)
class OpenStreamsTest {

    private static final int MAX = 3;
    private static final long REFUSED_STREAM = 7;

    @TempDir
    private Path folder;

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private FakeCache cache;
    private Service service;
    private HttpClient client;

    @BeforeEach
    void connect(Vertx vertx) throws Exception {
        Messages.register(vertx);
        cache = new FakeCache(vertx).listen();
        cache.owns("10.42.0.5", FakeCache.pod("default", "web", 3000));
        KeyPairFiles files = TestKeyPair.elliptic().write(folder);
        service = Service.deploy(
                vertx,
                HttpServerPolicy.withTls(HttpServerPolicy.options("127.0.0.1", 0), files.load(vertx)),
                new HttpLimits(new AnswerLimits(8, 8, Duration.ofHours(1)), MAX, Service.LIMITS.streams()),
                registry);
        client = vertx.createHttpClient(
                new HttpClientOptions()
                        .setProtocolVersion(HttpVersion.HTTP_2)
                        .setSsl(true)
                        .setUseAlpn(true)
                        .setTrustAll(true)
                        .setVerifyHost(false),
                new PoolOptions().setHttp2MaxSize(1));
    }

    @Test
    void aRequestTooManyIsRefusedSoThatItMayBeRepeated() {
        // Given
        cache.withhold();
        List<Future<HttpClientResponse>> inProgress =
                IntStream.range(0, MAX).mapToObj(i -> ask()).toList();
        await().until(() -> cache.lookups().stream().mapToInt(List::size).sum() > 0
                && inProgress.stream().noneMatch(Future::isComplete));

        // When
        Throwable refused = catchThrowable(() -> Service.await(ask()));

        // Then
        assertThat(refused)
                .rootCause()
                .isInstanceOfSatisfying(
                        StreamResetException.class,
                        reset -> assertThat(reset.getCode()).isEqualTo(REFUSED_STREAM));
        assertThat(registry.get("pod.watcher.http.refused")
                        .tag("reason", "too_many_requests")
                        .counter()
                        .count())
                .isEqualTo(1);

        // When
        cache.release();

        // Then
        assertThat(inProgress)
                .allSatisfy(
                        answer -> assertThat(Service.await(answer).statusCode()).isEqualTo(200));
    }

    @Test
    void requestsThatHaveEndedMakeRoom() {
        // When // Then
        for (int i = 0; i < 10 * MAX; i++) {
            Integer status = Service.await(ask().compose(answer -> answer.end().map(answer.statusCode())));
            assertThat(status).isEqualTo(200);
        }
    }

    private Future<HttpClientResponse> ask() {
        return client.request(HttpMethod.GET, service.port(), "127.0.0.1", "/pod?ip=10.42.0.5")
                .compose(request -> request.send());
    }
}
