package io.podwatcher.integration.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.podwatcher.NeedsQuiet;
import io.podwatcher.apiserver.ApiServer;
import io.podwatcher.apiserver.Fault;
import io.podwatcher.integration.service.HttpAnswers;
import io.podwatcher.integration.service.MockCluster;
import io.podwatcher.process.ServiceProcess;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The memory outside the heap: that it is limited below what the JDK allows, and what happens when it is exhausted. */
@NeedsQuiet
class DirectMemoryIT {

    private static final long MIB = 1 << 20;

    /** The exit code of a JVM that has run out of heap. */
    private static final int OUT_OF_MEMORY = 3;

    @TempDir
    private Path home;

    @Test
    void itsLimitIsBelowTheJdksWhereEventLoopsWouldWait() throws Exception {
        // Given
        try (ApiServer api = new ApiServer()) {
            int port = MockCluster.freePort();
            ServiceProcess process = start(port, api, "-Xmx64m");

            // When
            String metrics = ServiceProcess.awaitStatus(port, "/ready", 200)
                    .get("/metrics")
                    .body();

            // Then
            assertThat(value(metrics, "pod_watcher_direct_memory_max_bytes")).isBetween(8.0 * MIB, 63.0 * MIB);
            assertThat(value(metrics, "pod_watcher_direct_memory_bytes")).isBetween(1.0, 8.0 * MIB);
            process.kill();
        }
    }

    @Test
    void aProcessThatHasNoneLeftEnds() throws Exception {
        // Given
        try (ApiServer api = new ApiServer()) {
            int port = MockCluster.freePort();

            // Enough for the event loops, and not for a chunk besides; with so little Netty would not pool buffers.
            ServiceProcess process =
                    start(port, api, "-Dio.netty.maxDirectMemory=300000 -Dio.netty.allocator.numDirectArenas=1");

            // When
            askUntilItEnds(process, port);

            // Then
            assertThat(process.exitCode()).isEqualTo(OUT_OF_MEMORY);
        }
    }

    @Test
    void requestsThatAreCutOffBehindAnotherLeaveNothingBehind() throws Exception {
        // Given
        try (ApiServer api = new ApiServer()) {
            int port = MockCluster.freePort();
            ServiceProcess process = start(port, api, "-Xmx64m");
            HttpAnswers http = ServiceProcess.awaitStatus(port, "/ready", 200);
            double before = used(http);
            String request = "GET /pod?ip=10.99.0.1&wait=5s HTTP/1.1\r\nHost: a\r\n\r\n"
                    + ("POST /health HTTP/1.1\r\nHost: a\r\nContent-Length: 4000\r\n\r\n" + "a".repeat(4000)).repeat(3);

            // When
            for (int i = 0; i < 500; i++) {
                try (Socket client = new Socket("127.0.0.1", port)) {
                    client.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
                    client.setSoLinger(true, 0);
                }
            }

            // Then
            await().atMost(Duration.ofSeconds(30)).until(() -> used(http) < before + MIB);
            process.kill();
        }
    }

    @Test
    void watchesThatEndWhileEventsWaitLeaveNothingBehind() throws Exception {
        // Given
        try (ApiServer api = new ApiServer()) {
            int port = MockCluster.freePort();
            ServiceProcess process = start(port, api, "-Xmx128m");
            HttpAnswers http = ServiceProcess.awaitStatus(port, "/ready", 200);
            double before = used(http);

            // When
            for (int burst = 0; burst < 4; burst++) {
                for (int i = 0; i < 250; i++) {
                    api.put("large", "pod-" + i, pod(burst * 250 + i));
                }
                api.compact();
                api.strikeOpenWatches(Fault.error(410, "too old resource version: 1 (2)"));
                String last = "/pod?ip=10.97." + burst + ".1";
                await().atMost(Duration.ofSeconds(60))
                        .until(() -> http.get(last).statusCode() == 200);
            }

            // Then
            await().atMost(Duration.ofSeconds(60)).until(() -> used(http) < before + 4 * MIB);
            process.kill();
        }
    }

    /** A pod whose annotations make an event of 250 KB, in many frames. */
    private static String pod(int number) {
        int place = number % 250;
        String ip = "10.97." + number / 250 + "." + (1 + place);
        return """
                {"metadata": {"name": "pod-%d", "namespace": "large", "uid": "uid-%d", "annotations": {"a": "%s"}},
                 "spec": {"nodeName": "node-1", "containers": [{"name": "a", "image": "a"}]},
                 "status": {"phase": "Running", "podIP": "%s"}}""".formatted(place, number, "x".repeat(250_000), ip);
    }

    private static double used(HttpAnswers http) {
        return value(http.get("/metrics").body(), "pod_watcher_direct_memory_bytes");
    }

    private ServiceProcess start(int port, ApiServer api, String option) throws IOException {
        int apiPort = URI.create(api.start().url()).getPort();
        Map<String, String> variables = new HashMap<>(ServiceProcess.variables(home, port, apiPort));
        variables.put("JAVA_TOOL_OPTIONS", option);
        return ServiceProcess.start(home, variables);
    }

    private static void askUntilItEnds(ServiceProcess process, int port) {
        HttpAnswers http = new HttpAnswers(port);
        await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(() -> {
            if (process.isAlive()) {
                http.get("/health");
            }
            return !process.isAlive();
        });
    }

    private static double value(String metrics, String name) {
        Matcher line = Pattern.compile("^" + Pattern.quote(name) + "\\S* (\\S+)$", Pattern.MULTILINE)
                .matcher(metrics);
        assertThat(line.find()).as(name).isTrue();
        return Double.parseDouble(line.group(1));
    }
}
