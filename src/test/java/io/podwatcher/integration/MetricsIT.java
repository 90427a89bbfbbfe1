package io.podwatcher.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.podwatcher.apiserver.ApiServer;
import io.podwatcher.apiserver.pods.ApiPod;
import io.podwatcher.integration.service.RunningService;
import io.podwatcher.watch.api.ClusterAccess;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MetricsIT {

    private final ApiServer server = new ApiServer().start();
    private RunningService service;

    @BeforeEach
    void start() throws Exception {
        server.put(ApiPod.running("shop", "cart", "uid-cart", "127.0.0.1"));
        server.put(ApiPod.running("shop", "one", "uid-one", "10.0.0.1"));
        server.put(ApiPod.running("shop", "two", "uid-two", "10.0.0.1"));
        service = RunningService.start(new ClusterAccess(server.config(), "test"));
        await().until(() -> service.status("/ready") == 200);
    }

    @AfterEach
    void stop() {
        service.close();
        server.close();
    }

    @Test
    void lookupsAreCountedByResultAndTimed() {
        // When
        service.status("/pod?ip=127.0.0.1");
        service.status("/pod?ip=127.0.0.1");
        service.status("/pod?ip=10.9.9.9");
        service.status("/pod?ip=10.9.9.9&wait=1ms");
        service.status("/pod?ip=10.0.0.1");

        // Then
        assertThat(metrics())
                .contains(
                        "pod_watcher_lookups_total{endpoint=\"pod\",result=\"owned\"} 2.0",
                        "pod_watcher_lookups_total{endpoint=\"pod\",result=\"not_found\"} 2.0",
                        "pod_watcher_lookups_total{endpoint=\"pod\",result=\"ambiguous\"} 1.0",
                        "pod_watcher_lookup_seconds_count{endpoint=\"pod\"} 1",
                        "pod_watcher_ambiguous_ips 1.0",
                        "pod_watcher_ips 1.0",
                        "pod_watcher_pods 3.0");
    }

    @Test
    void requestsOfListingsAndRequestsThatCannotBeUnderstoodAreCounted() {
        // When
        service.status("/pod");
        service.status("/pod?ip=10.1");
        service.status("/pods");
        service.status("/pods?limit=some");

        // Then
        assertThat(metrics())
                .contains(
                        "pod_watcher_bad_requests_total{endpoint=\"pod\"} 2.0",
                        "pod_watcher_bad_requests_total{endpoint=\"pods\"} 1.0",
                        "pod_watcher_bad_requests_total{endpoint=\"events\"} 0.0",
                        "pod_watcher_pods_requests_total 2.0")
                .anyMatch(line -> line.matches("pod_watcher_build_info\\{java=\"[^\"]+\",version=\"[^\"]+\"} 1"));
    }

    @Test
    void whatIsCountedIsTheLoadToo() {
        // When
        service.status("/pod?ip=127.0.0.1");
        service.status("/authorize?namespace=shop");

        // Then
        await().untilAsserted(() -> assertThat(service.json("/load").getJsonArray("samples"))
                .map(JsonObject.class::cast)
                .anySatisfy(sample -> {
                    assertThat(sample.getDouble("lookups_per_second")).isPositive();
                    assertThat(sample.getDouble("p99_seconds")).isPositive();
                }));
    }

    @Test
    void oneLookupInSixteenIsTimed() {
        // When
        for (int i = 0; i < 17; i++) {
            service.status("/pod?ip=127.0.0.1");
        }

        // Then
        assertThat(metrics())
                .contains(
                        "pod_watcher_lookups_total{endpoint=\"pod\",result=\"owned\"} 17.0",
                        "pod_watcher_lookup_seconds_count{endpoint=\"pod\"} 2");
    }

    @Test
    void verdictsAreCountedByReason() {
        // When
        service.status("/authorize?namespace=shop");
        service.status("/authorize?namespace=media");
        service.status("/authorize");

        // Then
        assertThat(metrics())
                .contains(
                        "pod_watcher_authorize_total{reason=\"\",verdict=\"allowed\"} 1.0",
                        "pod_watcher_authorize_total{reason=\"wrong_namespace\",verdict=\"denied\"} 1.0",
                        "pod_watcher_authorize_total{reason=\"bad_request\",verdict=\"denied\"} 1.0",
                        "pod_watcher_lookups_total{endpoint=\"authorize\",result=\"owned\"} 2.0");
    }

    @Test
    void whatTheWatchBringsIsCountedAndTimed() {
        // When
        server.put(ApiPod.running("shop", "new", "uid-new", "10.0.0.9"));
        server.delete("shop", "new");
        await().until(() -> service.status("/pod?ip=10.0.0.9") == 404);

        // Then
        await().untilAsserted(() -> assertThat(metrics())
                .contains(
                        "pod_watcher_watch_events_total{type=\"added\"} 1.0",
                        "pod_watcher_watch_events_total{type=\"deleted\"} 1.0",
                        "pod_watcher_watch_events_total{type=\"modified\"} 0.0",
                        "pod_watcher_list_seconds_count 1",
                        "pod_watcher_synced 1.0")
                .anyMatch(line -> line.matches("pod_watcher_watch_event_lag_seconds_count [12]")));
    }

    private List<String> metrics() {
        return service.text("/metrics").lines().toList();
    }
}
