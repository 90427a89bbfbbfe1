package io.podwatcher.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.utils.Serialization;
import io.podwatcher.Command;
import io.podwatcher.Program;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prometheus accepts the alerts, they fire when they should, and each has a runbook. */
class AlertsIT {

    private static final Path TESTS =
            Path.of("src", "test", "resources", "io", "podwatcher", "manifests", "alerts.yaml");

    @TempDir
    private Path folder;

    private List<JsonObject> alerts;

    @BeforeEach
    void readRules() throws IOException {
        alerts = PrometheusComponent.alerts();
        Files.writeString(
                folder.resolve("rules.yaml"),
                Serialization.asYaml(PrometheusComponent.rule().<Object>get("spec")));
    }

    @Test
    void prometheusTakesTheRules() {
        // Given
        needPromtool();

        // When
        String verdict = Command.output(List.of(
                "promtool", "check", "rules", folder.resolve("rules.yaml").toString()));

        // Then
        assertThat(verdict).contains("SUCCESS: " + alerts.size() + " rules found");
    }

    @Test
    void alertsFireWhenTheyShouldAndOnlyThen() throws IOException {
        // Given
        needPromtool();
        Path tests = Files.copy(TESTS, folder.resolve("alerts.yaml"));

        // When
        String verdict = Command.output(List.of("promtool", "test", "rules", tests.toString()));

        // Then
        assertThat(verdict).contains("SUCCESS");
    }

    @Test
    void eachAlertHasATestThatItFiresAndOneThatItDoesNot() throws IOException {
        // When
        String tests = Files.readString(TESTS);

        // Then
        assertThat(alerts)
                .isNotEmpty()
                .allSatisfy(alert -> assertThat(tests)
                        .contains("alertname: " + alert.getString("alert") + "\n")
                        .contains("alertname: " + alert.getString("alert") + ", exp_alerts: []"));
    }

    @Test
    void eachAlertLeadsToWhatToDoAboutIt() {
        // Given
        Path runbooks = Path.of("src", "docs", "runbooks.md");

        // When // Then
        assertThat(alerts).isNotEmpty().allSatisfy(alert -> {
            String name = alert.getString("alert");
            assertThat(alert.getJsonObject("annotations").getString("runbook_url"))
                    .isEqualTo("src/docs/runbooks.md#" + name.toLowerCase(Locale.ROOT));
            assertThat(runbooks).content().contains("\n## " + name + "\n");
        });
    }

    private static void needPromtool() {
        Program.need(
                Command.exists("promtool", "--version"),
                "Skipped: there is no promtool here, so the alerts were not tried");
    }
}
