package io.podwatcher.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.podwatcher.Program;
import io.podwatcher.apiserver.ApiServer;
import io.podwatcher.apiserver.pods.ApiPod;
import io.podwatcher.integration.service.RunningService;
import io.podwatcher.watch.api.ClusterAccess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalDouble;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The metrics, before the judges that they are for. */
class PrometheusIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    private final ApiServer server = new ApiServer().start();
    private RunningService service;

    @BeforeEach
    void start() throws Exception {
        server.put(ApiPod.running("shop", "cart", "uid-cart", "10.0.0.1"));
        service = RunningService.start(new ClusterAccess(server.config(), "test"));
        await().atMost(PATIENCE).until(() -> service.status("/ready") == 200);
    }

    @AfterEach
    void stop() {
        service.close();
        server.close();
    }

    @Test
    void promtoolHasNothingToSayAgainstTheMetrics() throws Exception {
        // Given
        Path promtool = Program.find("promtool", "prometheus");
        useEverything();

        // When
        Process check = new ProcessBuilder(promtool.toString(), "check", "metrics")
                .redirectErrorStream(true)
                .start();
        String objections = said(check, service.text("/metrics"));

        // Then
        assertThat(objections).isEmpty();
        assertThat(check.waitFor()).isZero();
    }

    @Test
    void aRealPrometheusKnowsThatTheServiceIsSyncedAndHowManyLookupsItAnswers() throws Exception {
        // When
        try (Prometheus prometheus = Prometheus.scraping(service.port(), folder)) {

            // Then
            awaitValue(prometheus, "up{job=\"pod-watcher\"}", 1);
            awaitValue(prometheus, "pod_watcher_synced", 1);
            awaitValue(prometheus, "pod_watcher_pods", 1);
            await().atMost(PATIENCE).until(() -> {
                service.status("/pod?ip=10.0.0.1");
                OptionalDouble rate = prometheus.value(
                        "sum(rate(pod_watcher_lookups_total{endpoint=\"pod\",result=\"owned\"}[30s]))");
                return rate.isPresent() && rate.getAsDouble() > 0;
            });
        }
    }

    private static void awaitValue(Prometheus prometheus, String query, double value) {
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> prometheus.value(query).equals(OptionalDouble.of(value)));
    }

    /** Some meters are only there once they have counted something. */
    private void useEverything() {
        service.status("/pod?ip=10.0.0.1");
        service.status("/pod?ip=10.0.0.1&wait=1ms");
        service.status("/authorize?namespace=shop");
        service.status("/pods");
    }

    private static String said(Process process, String input) throws IOException {
        process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().close();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
