package io.podwatcher.http.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.podwatcher.http.FakeCache;
import io.podwatcher.http.RawHttp;
import io.podwatcher.http.Service;
import io.podwatcher.http.connection.request.ReceiveLimits;
import io.podwatcher.messages.Messages;
import io.vertx.core.Vertx;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of the connection of a bulk lookup whose client does not send or read all of it. */
class BulkConnectionTest extends AskingInBulk {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @Override
    protected Service start(Vertx vertx) {
        Messages.register(vertx);
        return Service.deploy(vertx, ReceiveLimits.USUAL, registry);
    }

    @Test
    void itsBodyIsReadWhenTheRequestsBeforeItAreAnswered() {
        // Given
        cache.owns("10.0.0.1", FakeCache.pod("shop", "cart", 0));
        cache.withhold();

        // When
        try (RawHttp client = service.connect()) {
            client.send(RawHttp.request("GET", "/pod?ip=10.0.0.1"))
                    .send(RawHttp.request("GET", "/pod?ip=10.0.0.2"))
                    .send(request(NDJSON, line("10.0.0.1").repeat(1000)))
                    .send(RawHttp.request("GET", "/pod?ip=10.0.0.3"));
            service.hasReadEverything();
            cache.release();

            // Then
            assertThat(client.read().status()).isEqualTo(200);
            assertThat(client.read().status()).isEqualTo(404);
            assertThat(client.read().body().lines()).hasSize(1000).allMatch(line -> line.contains("\"cart\""));
            assertThat(client.read().reason()).isEqualTo("not_found");
        }
    }

    @Test
    void aClientThatIsRefusedNeedNotSendTheRest() {
        // When
        try (RawHttp client = service.connect()) {
            client.send(chunkedHead(JSON)).send(chunk("["));

            // Then
            assertThat(client.read().reason()).isEqualTo("invalid_body");
            assertThat(client.isClosedByServer()).isTrue();
        }
        awaitNothingInProgress();
    }

    @Test
    void aClientThatAsksFirstIsToldToGoOn() {
        // When
        try (RawHttp client = service.connect()) {
            client.send(chunkedHead(NDJSON).replace("\r\n\r\n", "\r\nExpect: 100-continue\r\n\r\n"));

            // Then
            assertThat(client.readHead().status()).isEqualTo(100);
            client.send(chunk(line("10.0.0.1"))).send("0\r\n\r\n");
            assertThat(client.read().body().lines()).hasSize(1);
            assertThat(client.get("/pod?ip=10.0.0.1").status()).isEqualTo(404);
        }
    }

    @Test
    void aClientThatHasGoneHoldsNothing() {
        // When
        try (RawHttp client = service.connect()) {
            client.send(chunkedHead(NDJSON)).send(chunk(line("10.0.0.1")));
            client.readHead();
            client.abort();
        }

        // Then
        awaitNothingInProgress();
    }

    @Test
    void aClientThatHasGoneBeforeItsAnswerHoldsNothing() {
        // Given
        cache.withhold();
        try (RawHttp client = service.connect()) {
            client.send(chunkedHead(NDJSON)).send(chunk(line("10.0.0.1")));
            service.hasReadEverything();
            client.abort();
        }

        // When
        cache.release();

        // Then
        awaitNothingInProgress();
    }

    @Test
    void oneThatDoesNotReadGetsNoFurtherResultsAndSendsNoFurtherLines() throws Exception {
        // Given
        cache.owns("10.0.0.1", FakeCache.pod("shop", "cart", 1500));
        byte[] part = chunk(line("10.0.0.1").repeat(100)).getBytes();
        try (RawHttp client = service.connect()) {
            client.send(chunkedHead(NDJSON));

            // When
            Thread sender = new Thread(() -> sendUntilItFails(client, part));
            sender.start();

            // Then
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> registry.get("pod.watcher.http.refused")
                                    .tag("reason", "answer_not_read")
                                    .counter()
                                    .count()
                            == 1);
            awaitNothingInProgress();
            sender.join();
        }
        assertThat(cache.lookups().stream().mapToInt(List::size).sum()).isLessThan(100_000);
    }

    private static void sendUntilItFails(RawHttp client, byte[] part) {
        try {
            while (true) {
                client.send(part);
            }
        } catch (UncheckedIOException reset) {
            // What this test waits for.
        }
    }

    private void awaitNothingInProgress() {
        await().atMost(Duration.ofSeconds(20))
                .until(() ->
                        registry.get("pod.watcher.listings").gauges().stream().allMatch(gauge -> gauge.value() == 0));
    }
}
