package io.podwatcher.watch.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryAfterTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "7 | - | 7",
                "0 | - | 0",
                "- | - | 0",
                "- | Mon, 23 Nov 2026 03:00:00 GMT | 0",
                "Mon, 23 Nov 2026 03:00:30 GMT | Mon, 23 Nov 2026 03:00:00 GMT | 30",
                "Mon, 23 Nov 2026 02:59:00 GMT | Mon, 23 Nov 2026 03:00:00 GMT | 0",
                // Without the server's clock a date says nothing.
                "Mon, 23 Nov 2026 03:00:30 GMT | - | 0",
                "-1 | - | 0",
                "soon | - | 0",
                "99999999999 | - | 0",
            })
    void secondsAndDatesAreRead(String retryAfter, String date, long expectedSeconds) {
        assertThat(RetryAfter.of(Optional.ofNullable(retryAfter), Optional.ofNullable(date)))
                .isEqualTo(Duration.ofSeconds(expectedSeconds));
    }
}
