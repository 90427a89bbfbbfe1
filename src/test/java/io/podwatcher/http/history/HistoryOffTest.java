package io.podwatcher.http.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwatcher.http.RawHttp;
import io.podwatcher.http.WithFakeCache;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is answered without HISTORY_URL. */
class HistoryOffTest extends WithFakeCache {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/pod?ip=10.0.0.1&at=2026-11-23T14:03:00Z",
                "/pod?ip=10.0.0.1&at=",
                "/pod?at=x",
                "/history",
                "/history?ip=10.0.0.1",
            })
    void aQuestionAboutThePastIsNeverAnsweredWithNow(String target) {
        // When
        RawHttp.Response answer = service.get(target);

        // Then
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.reason()).isEqualTo("history_off");
        assertThat(answer.json().getString("error")).contains("set HISTORY_URL");
        assertThat(cache.lookups()).isEmpty();
    }

    @Test
    void readyHasNoSuchCheck() {
        assertThat(service.get("/ready").body()).doesNotContain("history");
    }
}
