package io.podwatcher.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwatcher.messages.BusAddresses;
import io.podwatcher.messages.map.LoadReply;
import io.podwatcher.messages.map.LoadRequest;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.junit5.VertxExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class LoadEndpointTest {

    private Vertx vertx;
    private Service service;

    @BeforeEach
    void deploy(Vertx vertx) {
        this.vertx = vertx;
        service = Service.startWithShortTimeouts(vertx);
    }

    @Test
    void theAnswerIsWhatTheMetricsVerticleReplies() {
        // Given
        Buffer told = Buffer.buffer("{\"interval_seconds\":5,\"samples\":[]}");
        vertx.eventBus()
                .<LoadRequest>localConsumer(
                        BusAddresses.LOAD, message -> message.reply(new LoadReply(told), BusAddresses.LOCAL));

        // When
        RawHttp.Response answer = service.get("/load");

        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("content-type")).isEqualTo("application/json");
        assertThat(answer.body()).isEqualTo(told.toString());
    }

    @Test
    void aMetricsVerticleThatDoesNotAnswerInTimeIsAnOverload() {
        // Given
        vertx.eventBus().<LoadRequest>localConsumer(BusAddresses.LOAD, message -> {});

        // When
        RawHttp.Response answer = service.get("/load");

        // Then
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.reason()).isEqualTo("overloaded");
    }
}
