package io.podwatcher.http.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwatcher.http.RawHttp;
import io.podwatcher.messages.history.HistoryState;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The check {@code history} of {@code /ready}. */
class HistoryReadyTest extends WithFakeHistory {

    @Test
    void beforeTheFirstReportTheServiceIsReady() {
        // When
        RawHttp.Response answer = service.get("/ready");

        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(check(answer)).isEqualTo(new JsonObject("""
                {"id": "history", "status": "UP",
                 "data": {"covered_to": null, "waiting": 0, "lost": 0, "problem": "the database is being opened"}}
                """));
    }

    @Test
    void howRecordingFaresIsSaid() {
        // Given
        history.publish(new HistoryState(Optional.empty(), Optional.of(Instant.parse("2026-11-23T14:59:58.5Z")), 3, 0));
        service.hasReadEverything();

        // Then
        assertThat(check(service.get("/ready"))).isEqualTo(new JsonObject("""
                {"id": "history", "status": "UP",
                 "data": {"covered_to": "2026-11-23T14:59:58.500Z", "waiting": 3, "lost": 0}}
                """));
    }

    @Test
    void aDatabaseThatIsAwayDoesNotMakeTheServiceUnready() {
        // Given
        history.publish(new HistoryState(Optional.of("the database refuses connections"), Optional.empty(), 1000, 7));
        service.hasReadEverything();

        // When
        RawHttp.Response answer = service.get("/ready");

        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().getString("status")).isEqualTo("ready");
        assertThat(check(answer).getJsonObject("data"))
                .isEqualTo(new JsonObject()
                        .put("covered_to", null)
                        .put("waiting", 1000)
                        .put("lost", 7)
                        .put("problem", "the database refuses connections"));
    }

    private static JsonObject check(RawHttp.Response answer) {
        return answer.json().getJsonArray("checks").stream()
                .map(JsonObject.class::cast)
                .filter(check -> check.getString("id").equals("history"))
                .findFirst()
                .orElseThrow();
    }
}
