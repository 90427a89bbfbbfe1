package io.podwatcher.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PodStatusTest {

    @Test
    void readsTheThreeFieldsAndNothingThatOnlyHasTheirNames() {
        assertThat(PodStatus.of(
                        AnsweredPod.of("{\"name\":\"phase\",\"labels\":{\"phase\":\"no\",\"start_time\":\"no\"},"
                                + "\"phase\":\"Running\",\"pod_ips\":[\"10.0.0.1\"],"
                                + "\"start_time\":\"2026-11-23T04:04:29Z\","
                                + "\"conditions\":[{\"type\":\"PodScheduled\",\"status\":\"True\",\"reason\":null},"
                                + "{\"type\":\"Ready\",\"status\":\"False\",\"message\":\"containers not ready\"}],"
                                + "\"containers\":[{\"type\":\"Ready\",\"status\":\"True\"}]}")))
                .isEqualTo(new PodStatus("Running", "False", "2026-11-23T04:04:29Z"));
    }

    @Test
    void whatIsNullOrMissingIsEmpty() {
        // Given
        PodStatus none = new PodStatus("", "", "");

        // Then
        assertThat(PodStatus.of(AnsweredPod.of("{\"phase\":null,\"start_time\":null,\"conditions\":[]}")))
                .isEqualTo(none);
        assertThat(PodStatus.of(AnsweredPod.of("{}"))).isEqualTo(none);
        assertThat(PodStatus.of(AnsweredPod.of("{\"conditions\":[{\"type\":\"Ready\",\"status\":null}]}")))
                .isEqualTo(none);
    }

    @ParameterizedTest
    @CsvSource({
        "Running, True, LIVE, 'Running, ready'",
        "Running, False, LIVE, 'Running, not ready'",
        "Running, Unknown, LIVE, 'Running, not ready'",
        "Running, '', LIVE, Running",
        "Running, False, TERMINATING, 'Running, terminating'",
        "'', True, LIVE, ready",
        "'', '', LIVE, ''"
    })
    void itsWordsAreThoseOfThePage(String phase, String ready, Pod.Stage stage, String words) {
        assertThat(new PodStatus(phase, ready, "").inWords(stage)).isEqualTo(words);
    }
}
