package io.podwatcher.integration.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.podwatcher.integration.service.HttpAnswers;
import io.podwatcher.integration.service.MockCluster;
import io.podwatcher.integration.service.Pods;
import io.podwatcher.process.ServiceProcess;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessIT {

    @TempDir
    private Path home;

    private final int port = MockCluster.freePort();
    private MockCluster cluster;
    private ServiceProcess process;

    @BeforeEach
    void startCluster() {
        cluster = MockCluster.start();
        cluster.add(Pods.build("default", "web", "10.42.0.1"));
    }

    @AfterEach
    void stop() {
        process.close();
        cluster.close();
    }

    @Test
    void processWatchesTheClusterOfItsKubeconfigAndGetsReady() throws Exception {
        // When
        process = ServiceProcess.start(home, variables());

        // Then
        HttpAnswers http = ServiceProcess.awaitStatus(port, "/ready", 200);
        assertThat(http.get("/pod?ip=10.42.0.1").body()).contains("\"name\":\"web\"");
        assertThat(process.log()).contains("by kubeconfig " + home.resolve("kubeconfig"));
    }

    @Test
    void killedProcessLeavesNoFileBehind() throws Exception {
        // Given
        process = ServiceProcess.start(home, variables());
        ServiceProcess.awaitStatus(port, "/ready", 200);

        // When
        process.kill();

        // Then
        assertThat(ServiceProcess.temporary(home)).isEmptyDirectory();
    }

    @Test
    void sigtermEndsTheProcessInOrderAndWithoutAWordOfTrouble() throws Exception {
        // Given
        process = ServiceProcess.start(home, variables());
        ServiceProcess.awaitStatus(port, "/ready", 200);
        // The mock never notices the end of a watch that it is still opening.
        await().until(() -> cluster.watches() == 1);

        // When
        process.terminate();

        // Then
        assertThat(process.exitCode()).isZero();
        assertThat(process.log().lines().toList())
                .allMatch(line -> line.contains(" INFO "))
                .satisfies(lines -> assertThat(lines.get(lines.size() - 2)).endsWith("PodWatcher - Stopping"))
                .satisfies(lines -> assertThat(lines.get(lines.size() - 1)).endsWith("PodWatcher - Stopped"));
        assertThat(process.errors()).isEmpty();
        await().until(() -> cluster.watches() == 0);
    }

    @Test
    void sigtermWhileTheApiServerIsAwayEndsTheProcessInOrderToo() throws Exception {
        // Given
        process = ServiceProcess.start(home, ServiceProcess.variables(home, port, MockCluster.freePort()));
        process.awaitLog("Cannot list or watch pods");

        // When
        process.terminate();

        // Then
        assertThat(process.exitCode()).isZero();
        assertThat(process.log().lines().filter(line -> !line.contains(" INFO ")))
                .singleElement()
                .asString()
                .contains("WARN", "Cannot list or watch pods, trying again: Connection refused");
        assertThat(process.log()).endsWith("PodWatcher - Stopped\n");
        assertThat(process.errors()).isEmpty();
    }

    @Test
    void sigtermAfterTheApiServerWasLostEndsTheProcessInOrderToo() throws Exception {
        // Given
        process = ServiceProcess.start(home, variables());
        ServiceProcess.awaitStatus(port, "/ready", 200);
        await().until(() -> cluster.watches() == 1);
        cluster.close();
        HttpAnswers http = new HttpAnswers(port);
        await().until(() -> http.get("/ready").body().contains("\"problem\""));

        // When
        process.terminate();

        // Then
        assertThat(process.exitCode()).isZero();
        assertThat(process.log()).doesNotContain("ERROR").endsWith("PodWatcher - Stopped\n");
        assertThat(process.errors()).isEmpty();
    }

    @Test
    void processStartsWithoutTheApiServerAndSaysWhyItIsNotReady() throws Exception {
        // When
        process = ServiceProcess.start(home, ServiceProcess.variables(home, port, MockCluster.freePort()));

        // Then
        HttpAnswers http = ServiceProcess.awaitStatus(port, "/health", 200);
        await().until(() -> http.get("/ready").body().contains("Connection refused"));
        assertThat(http.get("/ready").statusCode()).isEqualTo(503);
    }

    @Test
    void jsonLogIsOneObjectALine() throws Exception {
        // Given
        Map<String, String> variables = new HashMap<>(variables());
        variables.put("LOG_FORMAT", "json");
        process = ServiceProcess.start(home, variables);
        ServiceProcess.awaitStatus(port, "/ready", 200);

        // When
        process.terminate();
        process.exitCode();

        // Then
        List<JsonObject> lines = process.log().lines().map(JsonObject::new).toList();
        assertThat(lines).allMatch(line -> "INFO".equals(line.getString("level")));
        assertThat(lines.get(lines.size() - 1).getString("message")).isEqualTo("Stopped");
    }

    @Test
    void logLevelIsObeyed() throws Exception {
        // Given
        Map<String, String> variables = new HashMap<>(variables());
        variables.put("LOG_LEVEL", "ERROR");

        // When
        process = ServiceProcess.start(home, variables);
        ServiceProcess.awaitStatus(port, "/ready", 200);

        // Then
        assertThat(process.log()).isEmpty();
    }

    private Map<String, String> variables() throws Exception {
        return ServiceProcess.variables(home, port, cluster.port());
    }
}
