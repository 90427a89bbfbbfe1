package io.podwatcher.http.events.frame;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwatcher.model.MapVersion;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeenVersionTest {

    private final SeenVersion seen = new SeenVersion();

    @ParameterizedTest
    @CsvSource({
        "'', ''",
        "add 7, ''",
        "follow 7, 7",
        "follow 7;add 9, 9",
        "follow 7;add 9;follow 8, 9",
        "follow 7;add 9;follow 11, 11",
        "follow 9;add 8, 9",
        "follow 9;add x, ''",
        "follow 9;add x;add 10, ''",
        "follow 9;add x;follow 10, 10",
        "follow 9;follow x, ''",
        "follow 900;add 950;follow 8, 8",
        "follow 900;follow x;follow 8, 8"
    })
    void itIsTheNewestOfWhichAnythingWasSent(String steps, String version) {
        // When
        for (String step : steps.isEmpty() ? new String[0] : steps.split(";")) {
            MapVersion of = MapVersion.of(step.substring(step.indexOf(' ') + 1));
            if (step.startsWith("add")) {
                seen.add(of);
            } else {
                seen.follow(of);
            }
        }

        // Then
        assertThat(seen.version().text()).isEqualTo(version);
    }
}
