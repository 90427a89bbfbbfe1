package io.podwatcher.watch.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProtobufTimeTest {

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "0, 1970-01-01T00:00:00Z",
                "-1, 1969-12-31T23:59:59Z",
                "1795402800, 2026-11-23T03:00:00Z",
                "253402300799, 9999-12-31T23:59:59Z",
                // Beyond RFC 3339, as Go's JSON writes it all the same.
                "253402300800, 10000-01-01T00:00:00Z",
                "-62135596801, 0000-12-31T23:59:59Z",
                "-62167219201, -0001-12-31T23:59:59Z",
                // Go's zero time.
                "-62135596800, -",
                // No calendar holds these.
                "9223372036854775807, 999999999-12-31T23:59:59Z",
                "-9223372036854775808, -999999999-01-01T00:00:00Z",
            })
    void secondsAreWrittenAsTheApiServersJsonWritesThem(long seconds, String expected) {
        assertThat(ProtobufTime.text(seconds)).isEqualTo(expected);
    }
}
