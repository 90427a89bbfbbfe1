package io.podwatcher.integration.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.podwatcher.NeedsQuiet;
import io.podwatcher.apiserver.ApiServer;
import io.podwatcher.apiserver.pods.ApiPod;
import io.podwatcher.integration.service.HttpAnswers;
import io.podwatcher.integration.service.MockCluster;
import io.podwatcher.process.Installation;
import io.podwatcher.process.Launch;
import io.podwatcher.process.ServiceProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A log that nobody reads: standard output is a pipe, and it is full. */
@NeedsQuiet
class UnreadLogIT {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final Pattern DROPPED =
            Pattern.compile("^pod_watcher_log_lines_dropped_total (\\d+)\\.0$", Pattern.MULTILINE);

    @TempDir
    private Path home;

    private final ApiServer server = new ApiServer().start();
    private final int port = MockCluster.freePort();
    private final HttpAnswers http = new HttpAnswers(port);
    private Process process;

    @BeforeEach
    void start() throws IOException {
        Map<String, String> variables = new HashMap<>(
                ServiceProcess.variables(home, port, URI.create(server.url()).getPort()));
        // Each change of a pod is a line, from the event loop of the map.
        variables.put("LOG_LEVEL", "DEBUG");
        process = new Launch(Installation.ofTests(), home).settings(variables).startBehindPipe();
        ServiceProcess.awaitStatus(port, "/ready", 200);
    }

    @AfterEach
    void stop() {
        process.destroyForcibly();
        server.close();
    }

    @Test
    void lookupsAndEventsGoOnThoughNobodyReadsTheLog() {
        // When
        fillPipe();

        // Then
        server.put(ApiPod.running("default", "last", "uid-last", "10.0.1.1"));
        await().atMost(TIMEOUT).until(() -> http.get("/pod?ip=10.0.1.1").statusCode() == 200);
        assertThat(http.get("/health").statusCode()).isEqualTo(200);
        assertThat(http.get("/ready").statusCode()).isEqualTo(200);
    }

    @Test
    @Timeout(120)
    void whoReadsTheLogAgainSeesHowManyLinesAreMissing() throws IOException {
        // Given
        fillPipe();

        // When
        BufferedReader log =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = log.readLine();
        while (!line.contains("lines were dropped here")) {
            line = log.readLine();
        }

        // Then
        assertThat(line).matches(".* WARN +NonBlockingAppender - [1-9]\\d* lines were dropped here.*");
    }

    @Test
    void sigtermEndsTheProcessInOrderThoughNobodyReadsTheLog() throws InterruptedException {
        // Given
        fillPipe();

        // When
        process.destroy();

        // Then
        assertThat(process.waitFor(TIMEOUT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }

    private void fillPipe() {
        await().atMost(TIMEOUT).pollInterval(Duration.ofMillis(10)).until(() -> {
            for (int i = 0; i < 100; i++) {
                server.put(ApiPod.running("default", "changing", "uid-changing", "10.0.0." + i));
            }
            return dropped() > 0;
        });
    }

    private long dropped() {
        Matcher metric = DROPPED.matcher(http.get("/metrics").body());
        assertThat(metric.find()).isTrue();
        return Long.parseLong(metric.group(1));
    }
}
