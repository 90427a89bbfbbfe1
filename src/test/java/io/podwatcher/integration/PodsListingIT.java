package io.podwatcher.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.podwatcher.integration.service.MockCluster;
import io.podwatcher.integration.service.Pods;
import io.podwatcher.integration.service.RunningService;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PodsListingIT {

    private static MockCluster cluster;
    private static RunningService service;

    @BeforeAll
    static void start() throws Exception {
        cluster = MockCluster.start();
        cluster.add(Pods.build("default", "web", "10.42.0.1"));
        cluster.add(Pods.build("kube-system", "dns", "10.42.0.2", "fd00::2"));
        cluster.add(Pods.build("default", "pending"));
        service = RunningService.start(cluster.access());
        await().until(() -> service.status("/ready") == 200);
    }

    @AfterAll
    static void stop() {
        service.close();
        cluster.close();
    }

    @Test
    void allPodsAreListedByEachOfTheirIps() {
        // When
        JsonObject answer = service.json("/pods");

        // Then
        assertThat(answer.getInteger("count")).isEqualTo(3);
        assertThat(answer.getJsonObject("pods").fieldNames())
                .containsExactlyInAnyOrder("10.42.0.1", "10.42.0.2", "fd00::2");
        assertThat(answer.getJsonObject("pods").getJsonObject("fd00::2")).isEqualTo(service.json("/pod?ip=fd00::2"));
    }

    @Test
    void namespaceFilterListsItsPodsOnly() {
        // When
        JsonObject answer = service.json("/pods?namespace=kube-system");

        // Then
        assertThat(answer.getInteger("count")).isEqualTo(2);
        assertThat(answer.getJsonObject("pods").fieldNames()).containsExactlyInAnyOrder("10.42.0.2", "fd00::2");
    }

    @Test
    void namespaceWithoutPodsListsNone() {
        assertThat(service.json("/pods?namespace=nowhere")).isEqualTo(new JsonObject("{\"pods\": {}, \"count\": 0}"));
    }

    @Test
    void healthTellsHowManyIpsAreKnown() {
        assertThat(service.json("/health").getInteger("pod_count")).isEqualTo(3);
    }
}
