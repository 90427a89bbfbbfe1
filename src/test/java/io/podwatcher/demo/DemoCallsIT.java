package io.podwatcher.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.podwatcher.integration.service.RunningService;
import io.podwatcher.watch.api.ClusterAccess;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The calls of the demo: some of each kind, as long as it runs. */
class DemoCallsIT {

    private static DemoCluster cluster;
    private static RunningService service;

    @BeforeAll
    static void startTheDemo() throws Exception {
        cluster = DemoCluster.start();
        service = RunningService.start(
                new ClusterAccess(cluster.config(), "the demo's embedded API server"),
                Demo.variables(Map.of()).entrySet().stream()
                        .map(setting -> setting.getKey() + "=" + setting.getValue())
                        .toArray(String[]::new));
        await().atMost(Duration.ofSeconds(60)).until(() -> service.status("/ready") == 200);
    }

    @AfterAll
    static void stop() {
        service.close();
        cluster.close();
    }

    @Test
    void mostAreAllowedAndTheOthersAreRefusedForDifferentReasons() throws Exception {
        // Given
        List<String> reasons = new ArrayList<>();
        try (DemoCalls calls = new DemoCalls(url())) {
            // When
            for (DemoCalls.Call call : DemoCalls.CALLS) {
                HttpResponse<String> answer = calls.ask(call);
                reasons.add(answer.headers()
                        .firstValue("X-Auth-Reason")
                        .orElse(answer.statusCode() == 200 ? "allowed" : "no reason"));
            }
        }

        // Then
        assertThat(reasons)
                .contains("wrong_namespace", "not_found", "host_network", "unknown_target", "ambiguous_target")
                .doesNotContain("no reason", "bad_request", "bad_forwarded_for")
                .filteredOn("allowed"::equals)
                .hasSizeGreaterThan(reasons.size() / 2);
    }

    @Test
    void theyGoOnUntilTheyAreClosed() throws Exception {
        // Given
        double before = asked();
        DemoCalls calls = new DemoCalls(url());

        // When
        calls.start();

        // Then
        await().untilAsserted(() -> assertThat(asked()).isGreaterThan(before + 2));
        calls.close();
        assertThat(calls.awaitEnd(Duration.ofSeconds(20))).isTrue();
    }

    private static double asked() {
        return service.text("/metrics")
                .lines()
                .filter(line -> line.startsWith("pod_watcher_authorize_total"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private static String url() {
        return "http://127.0.0.1:" + service.port();
    }
}
