package io.podwatcher.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.event.KeyValuePair;

class JsonLineEncoderTest {

    private final LoggerContext context = new LoggerContext();
    private final JsonLineEncoder encoder = new JsonLineEncoder();

    @BeforeEach
    void start() {
        encoder.setContext(context);
        encoder.start();
    }

    @Test
    void anEventHasTheUsualFieldsAndNoOthers() {
        // When
        String line = encode(event("the API server said \"no\"\nüber\tall", null));

        // Then
        assertThat(line).endsWith("}\n").containsOnlyOnce("\n");
        assertThat(new JsonObject(line))
                .isEqualTo(new JsonObject()
                        .put("@timestamp", "2026-11-28T20:00:00.000Z")
                        .put("level", "WARN")
                        .put("logger", "io.podwatcher.Some")
                        .put("message", "the API server said \"no\"\nüber\tall")
                        .put("thread", "worker-1"));
    }

    @Test
    void keyValuePairsAreFields() {
        // Given
        LoggingEvent event = event("denied", null);
        event.setKeyValuePairs(
                List.of(new KeyValuePair("reason", "say \"no\"\nnow"), new KeyValuePair("left_out", 7L)));

        // When
        String line = encode(event);

        // Then
        assertThat(line).containsOnlyOnce("\n");
        assertThat(new JsonObject(line).getString("reason")).isEqualTo("say \"no\"\nnow");
        assertThat(new JsonObject(line).getValue("left_out")).isEqualTo(7);
    }

    @Test
    void anExceptionIsAFieldOfTheSameLine() {
        // Given
        Exception failure = new IllegalStateException("outer", new IllegalArgumentException("inner"));

        // When
        String line = encode(event("failed", failure));

        // Then
        assertThat(line).containsOnlyOnce("\n");
        assertThat(new JsonObject(line).getString("stack_trace"))
                .startsWith("java.lang.IllegalStateException: outer")
                .contains("\tat ", "Caused by: java.lang.IllegalArgumentException: inner");
    }

    @Test
    void anEventWithoutAMessageIsWrittenToo() {
        assertThat(new JsonObject(encode(event(null, null))).getString("level")).isEqualTo("WARN");
    }

    private String encode(LoggingEvent event) {
        return new String(encoder.encode(event), StandardCharsets.UTF_8);
    }

    private LoggingEvent event(String message, Throwable failure) {
        LoggingEvent event = new LoggingEvent(
                "fqcn", context.getLogger("io.podwatcher.Some"), Level.WARN, message, failure, new Object[0]);
        event.setInstant(Instant.parse("2026-11-28T20:00:00Z"));
        event.setThreadName("worker-1");
        return event;
    }
}
