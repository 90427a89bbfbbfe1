package io.podwatcher.http.listing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.podwatcher.http.FakeCache;
import io.podwatcher.http.RawHttp;
import io.podwatcher.http.Service;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A listing is as fast as its reader. The buffers of the kernel are kept small, so that little is enough to fill them.
 */
@ExtendWith(VertxExtension.class)
class PodsBackPressureTest {

    private static final int PAGES = 100;
    private static final int PODS_A_PAGE = 10;
    private static final int POD_BYTES = 20_000;
    private static final int KERNEL_BYTES = 32 * 1024;

    /** 200 kB each: more than one or two never fit in the buffers between the service and a stalled reader. */
    private static final int MAX_PAGES_UNREAD = 5;

    private FakeCache cache;
    private Service service;

    @BeforeEach
    void deploy(Vertx vertx) {
        cache = new FakeCache(vertx).listen();
        cache.hasPagesOf(PODS_A_PAGE);
        for (int i = 0; i < PAGES * PODS_A_PAGE; i++) {
            cache.owns("10.42." + i / 256 + "." + i % 256, FakeCache.pod("default", "pod-" + i, POD_BYTES));
        }
        service = Service.start(vertx, options -> options.setSendBufferSize(KERNEL_BYTES));
    }

    @Test
    void aReaderThatStallsIsNotAskedPagesFor() {
        // Given
        try (RawHttp client = new RawHttp(service.port(), KERNEL_BYTES)) {
            // When
            client.send(RawHttp.request("GET", "/pods"));
            assertThat(client.readHead().status()).isEqualTo(200);
            letManyPagesTimePass();

            // Then
            assertThat(cache.pages()).hasSizeLessThanOrEqualTo(MAX_PAGES_UNREAD);
        }
    }

    @Test
    void aReaderThatStallsAndReadsOnGetsEverything() {
        // Given
        try (RawHttp client = new RawHttp(service.port(), KERNEL_BYTES)) {
            client.send(RawHttp.request("GET", "/pods"));
            RawHttp.Response head = client.readHead();
            letManyPagesTimePass();

            // When
            RawHttp.Response answer = client.readBody(head);

            // Then
            JsonObject pods = answer.json().getJsonObject("pods");
            assertThat(answer.json().getInteger("count")).isEqualTo(PAGES * PODS_A_PAGE);
            assertThat(pods.fieldNames()).hasSize(PAGES * PODS_A_PAGE);
            assertThat(pods.getJsonObject("10.42.3.231").getString("name")).isEqualTo("pod-999");
            assertThat(client.get("/nowhere").status()).isEqualTo(404);
        }
    }

    @Test
    void aReaderThatLeavesIsNotAskedPagesFor() {
        // Given
        cache.withhold();
        RawHttp client = service.connect().send(RawHttp.request("GET", "/pods"));
        await().until(() -> cache.pages().size() == 1);

        // When
        client.abort();
        service.hasReadEverything();
        cache.release();
        letManyPagesTimePass();

        // Then
        assertThat(cache.pages()).hasSize(1);
    }

    /** Each lookup takes the same ways as a page, so a listing that nothing holds up would be complete after these. */
    private void letManyPagesTimePass() {
        try (RawHttp other = service.connect()) {
            for (int i = 0; i < 2 * PAGES; i++) {
                assertThat(other.get("/pod?ip=10.42.0.1").status()).isEqualTo(200);
            }
        }
    }
}
