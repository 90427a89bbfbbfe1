package io.podwatcher.integration.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.podwatcher.apiserver.ApiServer;
import io.podwatcher.apiserver.Fault;
import io.podwatcher.apiserver.Kind;
import io.podwatcher.apiserver.pods.ApiPod;
import io.podwatcher.integration.service.HttpAnswers;
import io.podwatcher.integration.service.MockCluster;
import io.podwatcher.process.ServiceProcess;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log of the process, line by line. */
class LogIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** All lines of a run in which each of these happens once. */
    private static final List<String> LIFE = List.of(
            "INFO pod-watcher \\S+ on Java .+",
            "INFO Settings that differ from their defaults: "
                    + "PORT=\\d+, HOST=127\\.0\\.0\\.1(, HTTP_INSTANCES=1)?(, .+)?",
            "INFO Transport: .+",
            "INFO Limits: .+",
            "INFO Listening on 127\\.0\\.0\\.1:\\d+ with 1 event loops",
            "INFO Watching pods of http://127\\.0\\.0\\.1:\\d+/ by kubeconfig .+",
            "INFO Listed all pods: 1 in all, 1 changes, \\d+ ms",
            "INFO The watch of pods has ended \\(closed\\), resuming it",
            "INFO The watch of pods has ended \\(expired\\), listing all pods again",
            "INFO Listed all pods: 3 in all, 0 changes, \\d+ ms",
            "INFO The watch of pods has ended \\(closed\\), resuming it",
            "WARN Cannot list or watch pods, trying again: the watch is refused: 503 .*",
            "INFO The API server answers again after 2 failures",
            "INFO Stopping",
            "INFO Stopped");

    @TempDir
    private Path home;

    private final ApiServer server = new ApiServer().start();
    private final int port = MockCluster.freePort();
    private int pods;

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aLifeIsToldInALineForEachEvent() throws Exception {
        // When
        ServiceProcess process = live(Map.of());

        // Then
        assertIsLife(process.log().lines().map(LogIT::levelAndMessage).toList());
        assertThat(process.errors()).isEmpty();
    }

    @Test
    void aLifeIsToldInAJsonObjectForEachEvent() throws Exception {
        // When
        ServiceProcess process = live(Map.of("LOG_FORMAT", "json"));

        // Then
        List<JsonObject> lines = process.log().lines().map(JsonObject::new).toList();
        assertThat(lines)
                .allSatisfy(line -> assertThat(line.fieldNames())
                        .containsExactly("@timestamp", "level", "logger", "message", "thread"));
        assertIsLife(lines.stream()
                .map(line -> line.getString("level") + " " + line.getString("message"))
                .toList());
        assertThat(process.errors()).isEmpty();
    }

    @Test
    void aDenialIsALineWithItsPartsAsFields() throws Exception {
        // When
        addPod();
        try (ServiceProcess process = start(Map.of("LOG_FORMAT", "json", "AUTHORIZE_MODE", "audit"))) {
            ServiceProcess.awaitStatus(port, "/ready", 200);
            ServiceProcess.awaitStatus(port, "/authorize?namespace=shop", 200);
            process.awaitLog("not_found");

            // Then
            assertThat(process.log().lines().map(JsonObject::new))
                    .filteredOn(line -> line.containsKey("reason"))
                    .first()
                    .satisfies(line -> assertThat(line.getMap())
                            .containsEntry("level", "INFO")
                            .containsEntry("verdict", "would_deny")
                            .containsEntry("reason", "not_found")
                            .containsEntry("source_ip", "127.0.0.1")
                            .containsEntry("target", "/authorize?namespace=shop")
                            .containsEntry("peer_ip", "127.0.0.1")
                            .doesNotContainKeys("source_pod", "source_identity", "left_out"));
        }
    }

    @Test
    void aScopeWithoutPodsIsAWarning() throws Exception {
        // When
        addPod();
        try (ServiceProcess process = start(Map.of("WATCH_NAMESPACE", "misspelt"))) {
            ServiceProcess.awaitStatus(port, "/ready", 200);

            // Then
            process.awaitLog("The API server has no pod for WATCH_NAMESPACE=misspelt");
        }
    }

    @Test
    void changesOfPodsAreToldAtDebug() throws Exception {
        // When
        addPod();
        try (ServiceProcess process = start(Map.of("LOG_LEVEL", "DEBUG"))) {
            ServiceProcess.awaitStatus(port, "/ready", 200);

            // Then
            assertThat(process.log().lines())
                    .filteredOn(line -> line.contains("default/pod-1 "))
                    .singleElement()
                    .asString()
                    .contains(" DEBUG ", "uid-1", "10.0.0.1");
        }
    }

    private static String levelAndMessage(String line) {
        String[] words = line.split(" +", 3);
        return words[1] + " " + words[2].substring(words[2].indexOf(" - ") + 3);
    }

    private static void assertIsLife(List<String> lines) {
        assertThat(lines).hasSameSizeAs(LIFE);
        for (int i = 0; i < LIFE.size(); i++) {
            assertThat(lines.get(i)).matches(LIFE.get(i));
        }
    }

    /** A life with a start, a sync, three restarts for different reasons and a stop. */
    private ServiceProcess live(Map<String, String> more) throws Exception {
        addPod();
        try (ServiceProcess process = start(more)) {
            ServiceProcess.awaitStatus(port, "/ready", 200);
            restart(Fault.end());
            restart(Fault.error(410, "too old resource version: 1 (2)"));
            server.faults().next(Kind.WATCH, 2, Fault.status(503, "busy"));
            restart(Fault.end());
            process.awaitLog("answers again");
            process.terminate();
            assertThat(process.exitCode()).isZero();
            return process;
        }
    }

    private ServiceProcess start(Map<String, String> more) throws Exception {
        Map<String, String> variables = new HashMap<>(
                ServiceProcess.variables(home, port, URI.create(server.url()).getPort()));
        variables.putAll(more);
        return ServiceProcess.start(home, variables);
    }

    /** A watch that has received something is restarted without a pause. */
    private void restart(Fault fault) {
        awaitWatch();
        addPod();
        HttpAnswers http = new HttpAnswers(port);
        await().atMost(PATIENCE).until(() -> http.get("/pod?ip=10.0.0." + pods).statusCode() == 200);
        int watches = server.requests().count(Kind.WATCH);
        server.strikeOpenWatches(fault);
        await().atMost(PATIENCE).until(() -> server.requests().count(Kind.WATCH) > watches);
        awaitWatch();
    }

    private void awaitWatch() {
        await().atMost(PATIENCE).until(() -> server.openWatches() == 1);
    }

    private void addPod() {
        pods++;
        server.put(ApiPod.running("default", "pod-" + pods, "uid-" + pods, "10.0.0." + pods));
    }
}
