package io.podwatcher.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistorySettingsTest {

    @Test
    void thereIsNoHistoryUnlessADatabaseIsNamed() throws InvalidSettings {
        assertThat(Settings.from(Map.of()).history()).isEmpty();
        assertThat(Settings.from(Map.of("HISTORY_URL", "jdbc:h2:file:/data/history"))
                        .history())
                .isEqualTo(Optional.of(
                        new HistorySettings("jdbc:h2:file:/data/history", Duration.ofDays(30), 10_000_000)));
    }

    @Test
    void howMuchIsKeptCanBeSaid() throws InvalidSettings {
        Map<String, String> variables = Map.of(
                "HISTORY_URL",
                "jdbc:postgresql://db:5432/history?user=a",
                "HISTORY_KEEP",
                "1d12h",
                "HISTORY_MAX_INTERVALS",
                "50000");

        assertThat(Settings.from(variables).history())
                .isEqualTo(Optional.of(
                        new HistorySettings("jdbc:postgresql://db:5432/history?user=a", Duration.ofHours(36), 50_000)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:mysql://db/history", "jdbc:h2:mem:x", "jdbc:h2:file:relative", "/data/history"})
    void anotherDatabaseIsRefused(String url) {
        assertThatThrownBy(() -> Settings.from(Map.of("HISTORY_URL", url)))
                .isInstanceOf(InvalidSettings.class)
                .hasMessageStartingWith("HISTORY_URL: '" + url + "' is not a database that is supported; write for");
    }

    @Test
    void aPasswordIsNeitherInAMessageNorInTheLog() throws InvalidSettings {
        assertThatThrownBy(() -> Settings.from(Map.of("HISTORY_URL", "jdbc:mysql://db/h?user=a&password=secret")))
                .hasMessageContaining("password=***")
                .hasMessageNotContaining("secret");
        String url = "jdbc:postgresql://db/h?user=a&password=secret&ssl=true";
        assertThat(ReadSettings.from(Map.of("HISTORY_URL", url)).changed())
                .isEqualTo("HISTORY_URL=jdbc:postgresql://db/h?user=a&password=***&ssl=true");
        assertThat(Settings.from(Map.of("HISTORY_URL", url)).history().orElseThrow())
                .hasToString("jdbc:postgresql://db/h?user=a&password=***&ssl=true, kept for PT720H, at most 10000000"
                        + " intervals");
    }

    @ParameterizedTest
    @ValueSource(strings = {"HISTORY_KEEP=30d", "HISTORY_MAX_INTERVALS=50000"})
    void howMuchIsKeptNeedsADatabase(String setting) {
        String name = setting.substring(0, setting.indexOf('='));
        assertThatThrownBy(() -> Settings.from(Map.of(name, setting.substring(setting.indexOf('=') + 1))))
                .hasMessage("HISTORY_URL: is needed with " + name);
    }

    @Test
    void aHistoryOfMinutesIsRefused() {
        assertThatThrownBy(
                        () -> Settings.from(Map.of("HISTORY_URL", "jdbc:h2:file:/data/history", "HISTORY_KEEP", "59m")))
                .hasMessage("HISTORY_KEEP: must be 1h or longer");
    }
}
