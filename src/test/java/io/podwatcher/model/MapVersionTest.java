package io.podwatcher.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MapVersionTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "+1", "01", "00", "1.0", "0x1", " 1", "1 ", "a", "1e3", "١"})
    void whatIsNoDecimalNumberIsNeitherGivenNorAsked(String text) {
        // When // Then
        assertThat(MapVersion.of(text)).isEqualTo(MapVersion.UNKNOWN);
        assertThat(MapVersion.asked(text)).isEmpty();
    }

    @Test
    void noVersionIsUnknown() {
        // When // Then
        assertThat(MapVersion.of(null).isKnown()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, true",
        "9, 10, false",
        "10, 9, true",
        "999999999999999999, 999999999999999999, true",
        "999999999999999999, 1000000000000000000, false",
        "999999999999999999, 123456789012345678901234567890, false"
    })
    void versionsAreComparedAsNumbers(String reached, String asked, boolean isReached) {
        // When // Then
        assertThat(MapVersion.of(reached).reaches(MapVersion.asked(asked).orElseThrow()))
                .isEqualTo(isReached);
    }

    @Test
    void whatHasNoKnownVersionReachesNone() {
        // When // Then
        assertThat(MapVersion.UNKNOWN.reaches(MapVersion.of(0))).isFalse();
        assertThat(MapVersion.of("1000000000000000000")).isEqualTo(MapVersion.UNKNOWN);
    }
}
