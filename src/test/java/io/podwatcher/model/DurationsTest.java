package io.podwatcher.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {

    @ParameterizedTest
    @CsvSource({
        "500ms, PT0.5S",
        "5s, PT5S",
        "3m, PT3M",
        "2h, PT2H",
        "1m30s, PT1M30S",
        "1h2m3s4ms, PT1H2M3.004S",
        "90m, PT1H30M",
        "1500ms, PT1.5S",
        "0s, PT0S",
        "0, PT0S",
        "007s, PT7S",
        "999999999h, PT999999999H",
        "30d, PT720H",
        "1d12h, PT36H",
    })
    void durationsAreReadAsKubernetesWritesThemAndDays(String text, Duration duration) {
        // When
        Duration read = Durations.parse(text);

        // Then
        assertThat(read).isEqualTo(duration);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "5",
                "s",
                "5 s",
                " 5s",
                "5s ",
                "-5s",
                "+5s",
                "5S",
                "5M",
                "1.5s",
                "5sec",
                "5s3m",
                "5m5m",
                "1.5d",
                "5h1d",
                "PT5S",
                "5us",
                "5s\n",
                "٥s",
                "9999999999h",
                "5s,",
                "forever",
            })
    void anythingElseIsRefusedWithAnExample(String text) {
        assertThatIllegalArgumentException()
                // When
                .isThrownBy(() -> Durations.parse(text))
                // Then
                .withMessageContaining("'" + text + "'")
                .withMessageContaining("1m30s");
    }
}
