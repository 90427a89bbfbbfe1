package io.podwatcher.integration.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.podwatcher.apiserver.ApiServer;
import io.podwatcher.integration.service.HttpAnswers;
import io.podwatcher.integration.service.MockCluster;
import io.podwatcher.process.ServiceProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The memory outside the heap: that it is limited below what the JDK allows, and what happens when it is exhausted. */
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
