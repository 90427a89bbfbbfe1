package io.podwatcher.http.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.podwatcher.http.RawHttp;
import io.podwatcher.http.Service;
import io.podwatcher.http.connection.request.ReceiveLimits;
import io.podwatcher.messages.Messages;
import io.vertx.core.Vertx;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Clients that stop sending, before a service that does not wait long for them. */
class SilentClientTest extends AskingInBulk {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @Override
    protected Service start(Vertx vertx) {
        ReceiveLimits usual = ReceiveLimits.USUAL;
        Messages.register(vertx);
        return Service.deploy(
                vertx,
                new ReceiveLimits(
                        usual.messageTimeout(), usual.heldBytes(), usual.halfClosedSilence(), Duration.ofMillis(200)),
                registry);
    }

    @Test
    void aClientThatSendsNothingMoreIsDisconnectedAfterAWhile() {
        // When
        try (RawHttp client = service.connect()) {
            client.send(chunkedHead(JSON)).send(chunk("{\"ips\":["));

            // Then
            assertThat(client.isClosedByServer()).isTrue();
        }
        awaitNothingInProgress();
    }

    @Test
    void halfALineEndsAnAnswerThatHasBegun() {
        // When
        try (RawHttp client = service.connect()) {
            client.send(chunkedHead(NDJSON)).send(chunk(line("10.0.0.1") + "{\"ip\":"));

            // Then
            client.readHead();
            assertThat(client.readChunk()).contains("10.0.0.1");
            assertThat(client.isClosedByServer()).isTrue();
        }
        awaitNothingInProgress();
    }

    private void awaitNothingInProgress() {
        await().atMost(Duration.ofSeconds(20))
                .until(() ->
                        registry.get("pod.watcher.listings").gauges().stream().allMatch(gauge -> gauge.value() == 0));
    }
}
