package io.podwatcher.kubectl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.podwatcher.Command;
import io.podwatcher.Program;
import io.podwatcher.kubectl.Whois.Outcome;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The plugin in the kubectl of this machine, through the API server's proxy of services. */
class WhoisIT {

    private static Whois cluster;

    @BeforeAll
    static void start(@TempDir Path home) throws Exception {
        Program.need(
                Command.exists("kubectl", "version", "--client"),
                "Skipped: there is no kubectl here, so its plugin was not tried (apt-get install kubernetes-client)");
        cluster = new Whois(home, "ALLOWED_CLIENTS=127.0.0.2");
        await().until(() -> cluster.service().status("/ready") == 200);
    }

    @AfterAll
    static void stop() {
        if (cluster != null) {
            cluster.close();
        }
    }

    @Test
    void itSaysWhichPodHasTheIp() throws Exception {
        // When
        Outcome outcome = cluster.kubectl("10.42.0.5");

        // Then
        assertThat(outcome.error()).isEmpty();
        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.output())
                .startsWith("Pod:              media/jellyfin-0\n")
                .contains("\nService account:  media/", "\nNode:  ", "Running");
    }

    @Test
    void asJsonItPrintsTheWholeAnswer() throws Exception {
        // When
        Outcome outcome = cluster.kubectl("10.42.0.5", "-o", "json");

        // Then
        assertThat(new JsonObject(outcome.output())).isEqualTo(cluster.service().json("/pod?ip=10.42.0.5"));
    }

    @Test
    void itSaysThatNoPodHasTheIp() throws Exception {
        // When
        Outcome outcome = cluster.kubectl("10.42.9.9");

        // Then
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.error()).contains("No pod owns 10.42.9.9, or it is a node's");
    }

    @Test
    void itNamesNoneOfSeveral() throws Exception {
        // When
        Outcome outcome = cluster.kubectl("10.42.0.6");

        // Then
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.output()).isEmpty();
        assertThat(outcome.error()).contains("More than one pod claims 10.42.0.6, so none is named");
    }

    @ParameterizedTest
    @CsvSource({"10.42.9.9, 1, not_found", "10.42.0.6, 1, ambiguous", "1.2.3, 2, invalid_ip"})
    void asJsonItPrintsTheWholeError(String ip, int exitCode, String reason) throws Exception {
        // Given
        Program.need(
                Command.exists("curl", "--version"), "Skipped: there is no curl here, so no error was read as JSON");

        // When
        Outcome outcome = cluster.kubectl(ip, "-o", "json");

        // Then
        assertThat(outcome.error()).isEmpty();
        assertThat(outcome.exitCode()).isEqualTo(exitCode);
        JsonObject answer = new JsonObject(outcome.output());
        assertThat(answer).isEqualTo(cluster.service().json("/pod?ip=" + ip));
        assertThat(answer.getString("reason")).isEqualTo(reason);
        await().untilAsserted(() -> assertThat(cluster.listeners()).isEmpty());
    }

    @Test
    void asJsonItPrintsNoErrorOfTheApiServer() throws Exception {
        // When
        Outcome outcome = cluster.kubectl("10.42.0.5", "-o", "json", "-n", "elsewhere");

        // Then
        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.output()).isEmpty();
        assertThat(outcome.error()).contains("services \"pod-watcher\" not found");
    }

    @Test
    void itSaysThatThereIsNoPodWatcher() throws Exception {
        // When
        Outcome outcome = cluster.kubectl("10.42.0.5", "-n", "elsewhere");

        // Then
        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.error()).contains("services \"pod-watcher\" not found");
    }
}
