package io.podwatcher.watch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReachedVersionTest {

    private final ReachedVersion reached = new ReachedVersion();

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "'',                      ''",
                "list 7,                  7",
                "list 7;read 9,           9",
                "list 7;read 7,           7",
                "list 9;read 7,           ''",
                "list 9;read 7;read 8,    ''",
                "list 9;read 7;read 9,    9",
                "list 9;read 12;read 11;read 13, 13",
                "list 9;read,             ''",
                "list 9;read;read 8,      ''",
                "list 9;read;read 10,     10",
                "list 9;read x,           ''",
                "list x;read 10,          ''",
                "read 10,                 ''",
                "list 9;forget;read 10,   ''",
                "list 9;forget;list 4,    4",
                "list 9;read 8;list 9,    9"
            })
    void aVersionIsClaimedOnlyWhileVersionsGrow(String steps, String version) {
        // When
        for (String step : steps.isEmpty() ? new String[0] : steps.split(";")) {
            String[] words = step.split(" ");
            String text = words.length > 1 ? words[1] : null;
            switch (words[0]) {
                case "list" -> reached.listed(text);
                case "read" -> reached.read(text);
                default -> reached.forget();
            }
        }

        // Then
        assertThat(reached.version().text()).isEqualTo(version);
    }
}
