package io.podwatcher.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.podwatcher.messages.BusAddresses;
import io.podwatcher.messages.Messages;
import io.podwatcher.messages.map.MapSize;
import io.podwatcher.messages.map.ScrapeReply;
import io.podwatcher.messages.map.ScrapeRequest;
import io.podwatcher.messages.map.StatusReply;
import io.podwatcher.messages.map.StatusRequest;
import io.podwatcher.messages.watch.RestartReason;
import io.podwatcher.messages.watch.WatchAge;
import io.podwatcher.messages.watch.WatchReport;
import io.podwatcher.model.MapVersion;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class MetricsVerticleTest {

    private static final StatusReply BUSY = new StatusReply(
            true,
            new MapSize(7, 5, 2),
            new WatchAge(0, () -> TimeUnit.SECONDS.toNanos(31)),
            3,
            4,
            new WatchReport(
                    Optional.empty(),
                    Optional.empty(),
                    6,
                    Optional.empty(),
                    Map.of(RestartReason.CLOSED, 8L, RestartReason.EXPIRED, 1L),
                    0,
                    MapVersion.UNKNOWN));

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private Vertx vertx;

    @BeforeEach
    void deploy(Vertx vertx) throws Exception {
        this.vertx = vertx;
        Messages.register(vertx);
        vertx.deployVerticle(
                        new MetricsVerticle(registry), new DeploymentOptions().setThreadingModel(ThreadingModel.WORKER))
                .await(20, TimeUnit.SECONDS);
    }

    @Test
    void whatTheCacheSaysIsToldAsItIsNow() throws Exception {
        // Given
        cacheSays(BUSY);

        // When
        List<String> lines = scrape();

        // Then
        assertThat(lines)
                .contains(
                        "pod_watcher_synced 1.0",
                        "pod_watcher_pods 7.0",
                        "pod_watcher_ips 5.0",
                        "pod_watcher_ambiguous_ips 2.0",
                        "pod_watcher_watch_age_seconds 31.0",
                        "pod_watcher_waiting_lookups 3.0",
                        "pod_watcher_waiting_lookups_refused_total 4.0",
                        "pod_watcher_parked_lookups 3.0",
                        "pod_watcher_parked_lookups_refused_total 4.0",
                        "pod_watcher_watch_failures 6.0",
                        "pod_watcher_watch_restarts_total{reason=\"closed\"} 8.0",
                        "pod_watcher_watch_restarts_total{reason=\"expired\"} 1.0",
                        "pod_watcher_watch_restarts_total{reason=\"forbidden\"} 0.0");
    }

    @Test
    void aCacheThatDoesNotAnswerHasNoNumbersAndCostsNoOthers() throws Exception {
        // When
        List<String> lines = scrape();

        // Then
        assertThat(lines).contains("pod_watcher_synced NaN", "pod_watcher_pods NaN");
        assertThat(lines).anyMatch(line -> line.startsWith("jvm_memory_used_bytes{"));
    }

    @Test
    void theProcessTheJvmAndNettyHaveMetricsToo() throws Exception {
        // Given
        cacheSays(BUSY);

        // When
        String text = String.join("\n", scrape());

        // Then
        assertThat(text)
                .contains("\nprocess_cpu_usage ")
                .containsPattern("\nprocess_resident_memory_bytes [1-9]")
                .contains("\nprocess_files_open_files ")
                .contains("\nprocess_uptime_seconds ")
                .contains("\njvm_threads_live_threads ")
                .contains("\njvm_gc_")
                .contains("\nprocess_cpu_seconds_total ")
                .contains("\nsystem_cpus ")
                .contains("\nnetty_allocator_memory_used_bytes{");
    }

    @Test
    void everyMetricIsExplained() throws Exception {
        // Given
        cacheSays(BUSY);

        // When
        List<String> lines = scrape();

        // Then
        assertThat(lines)
                .filteredOn(line -> line.startsWith("# TYPE pod_watcher_"))
                .hasSizeGreaterThan(8);
        assertThat(lines).filteredOn(line -> line.startsWith("# TYPE ")).allSatisfy(type -> {
            String name = type.split(" ")[2];
            assertThat(lines).anyMatch(line -> line.matches("# HELP " + name + " \\S.*"));
        });
    }

    private void cacheSays(StatusReply status) {
        vertx.eventBus()
                .<StatusRequest>localConsumer(
                        BusAddresses.STATUS, message -> message.reply(status, BusAddresses.LOCAL));
    }

    private List<String> scrape() throws Exception {
        return vertx.eventBus()
                .<ScrapeReply>request(BusAddresses.SCRAPE, new ScrapeRequest(), BusAddresses.LOCAL)
                .await(20, TimeUnit.SECONDS)
                .body()
                .text()
                .toString()
                .lines()
                .toList();
    }
}
