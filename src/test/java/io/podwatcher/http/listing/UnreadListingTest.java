package io.podwatcher.http.listing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import io.podwatcher.http.FakeCache;
import io.podwatcher.http.HttpLimits;
import io.podwatcher.http.HttpServerPolicy;
import io.podwatcher.http.RawHttp;
import io.podwatcher.http.Service;
import io.podwatcher.http.streaming.AnswerLimits;
import io.podwatcher.messages.Messages;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a listing takes that its client does not read, and for how long. The buffers of the kernel are kept small. */
@ExtendWith(VertxExtension.class)
class UnreadListingTest {

    private static final int KERNEL_BYTES = 32 * 1024;
    private static final int PODS = 1000;
    private static final int POD_BYTES = 20_000;
    private static final long MIB = 1 << 20;

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final List<RawHttp> clients = new ArrayList<>();
    private Service service;

    @BeforeEach
    void fillTheMap(Vertx vertx) {
        FakeCache cache = new FakeCache(vertx).listen();
        for (int i = 0; i < PODS; i++) {
            cache.owns("10.42." + i / 256 + "." + i % 256, FakeCache.pod("default", "pod-" + i, POD_BYTES));
        }
        Messages.register(vertx);
    }

    @AfterEach
    void close() {
        clients.forEach(RawHttp::close);
    }

    @Test
    void aListingThatIsNotReadHoldsOneChunk(Vertx vertx) {
        // Given
        deploy(vertx, new HttpLimits(new AnswerLimits(200, 100, Duration.ofHours(1)), 100, Service.LIMITS.streams()));
        assertThat(service.get("/pods").status()).isEqualTo(200);
        long before = directMemory();

        // When
        for (int i = 0; i < 60; i++) {
            assertThat(unread().readHead().status()).isEqualTo(200);
        }
        letListingsGetAsFarAsTheyCan();

        // Then
        assertThat(directMemory() - before)
                .as("32 KiB each, in the blocks that Netty reserves; a page is 5 MB")
                .isLessThan(10 * MIB);
    }

    @Test
    void aClientThatReadsNothingIsDisconnectedAndTheNextListingBegins(Vertx vertx) {
        // Given
        deploy(vertx, new HttpLimits(new AnswerLimits(2, 2, Duration.ofMillis(300)), 100, Service.LIMITS.streams()));
        RawHttp stalled = unread();
        assertThat(stalled.readHead().status()).isEqualTo(200);

        // When
        RawHttp.Response next = service.get("/pods");

        // Then
        assertThat(next.json().getInteger("count")).isEqualTo(PODS);
        assertThat(stalled.isReset()).isTrue();
        assertThat(notRead()).isEqualTo(1);
    }

    @Test
    void aClientThatLeavesInTheMiddleMakesRoom(Vertx vertx) {
        // Given
        deploy(vertx, new HttpLimits(new AnswerLimits(2, 2, Duration.ofHours(1)), 100, Service.LIMITS.streams()));
        RawHttp leaving = unread();
        assertThat(leaving.readHead().status()).isEqualTo(200);

        // When
        leaving.close();

        // Then
        assertThat(service.get("/pods").json().getInteger("count")).isEqualTo(PODS);
        assertThat(notRead()).isZero();
        await().untilAsserted(() ->
                assertThat(registry.get("pod.watcher.listings").gauge().value()).isZero());
    }

    private void deploy(Vertx vertx, HttpLimits limits) {
        service = Service.deploy(
                vertx, HttpServerPolicy.options("127.0.0.1", 0).setSendBufferSize(KERNEL_BYTES), limits, registry);
    }

    private RawHttp unread() {
        RawHttp client = new RawHttp(service.port(), KERNEL_BYTES).send(RawHttp.request("GET", "/pods"));
        clients.add(client);
        return client;
    }

    /** Each of these takes the same ways as a page, and there are more of them than pages. */
    private void letListingsGetAsFarAsTheyCan() {
        try (RawHttp other = service.connect()) {
            for (int i = 0; i < 200; i++) {
                assertThat(other.get("/pod?ip=10.42.0.1").status()).isEqualTo(200);
            }
        }
    }

    private double notRead() {
        return registry.get("pod.watcher.http.refused")
                .tag("reason", "answer_not_read")
                .counter()
                .count();
    }

    private static long directMemory() {
        return ((ByteBufAllocatorMetricProvider) ByteBufAllocator.DEFAULT)
                .metric()
                .usedDirectMemory();
    }
}
