package io.podwatcher.http.forwardauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.podwatcher.http.HttpLimits;
import io.podwatcher.http.HttpServerPolicy;
import io.podwatcher.http.RawHttp;
import io.podwatcher.http.Service;
import io.podwatcher.http.streaming.AnswerLimits;
import io.podwatcher.messages.BusAddresses;
import io.podwatcher.messages.Messages;
import io.podwatcher.messages.decisions.DecisionsReply;
import io.podwatcher.messages.decisions.DecisionsRequest;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class UnreadDecisionsTest {

    private final MeterRegistry registry = new SimpleMeterRegistry();

    private double notRead() {
        return registry.get("pod.watcher.http.refused")
                .tag("reason", "answer_not_read")
                .counter()
                .count();
    }

    @Test
    void aClientThatDoesNotReadItsAnswerIsDisconnected(Vertx vertx) {
        // Given
        Messages.register(vertx);
        DecisionsReply large = new DecisionsReply(Collections.nCopies(2_000, new byte[10_000]));
        vertx.eventBus()
                .<DecisionsRequest>localConsumer(
                        BusAddresses.DECISIONS, message -> message.reply(large, BusAddresses.LOCAL));
        HttpLimits impatient =
                new HttpLimits(new AnswerLimits(2, 2, Duration.ofMillis(300)), 100, Service.LIMITS.streams());
        Service service = Service.deploy(vertx, HttpServerPolicy.options("127.0.0.1", 0), impatient, registry);

        // When
        try (RawHttp client = new RawHttp(service.port(), 4096)) {
            client.send(RawHttp.request("GET", "/decisions"));

            // Then
            await().until(() -> notRead() == 1);
            assertThat(client.readHead().status()).isEqualTo(200);
            assertThat(client.isReset()).isTrue();
        }
        for (int i = 0; i < 2 * DecisionsEndpoint.MAX_RUNNING; i++) {
            assertThat(service.get("/decisions").body()).hasSize(20_000_000);
        }
    }
}
