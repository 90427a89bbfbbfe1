package io.podwatcher.integration.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Pod;
import io.podwatcher.integration.service.MockCluster;
import io.podwatcher.integration.service.Pods;
import io.podwatcher.integration.service.RunningService;
import io.vertx.core.json.JsonObject;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ApiServerOutageIT {

    private RunningService service;

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void serviceStartsWithoutTheApiServerAndSaysWhyItIsNotReady() throws Exception {
        // Given
        service = RunningService.start(MockCluster.accessTo(MockCluster.freePort()));

        // Then
        assertThat(service.status("/health")).isEqualTo(200);
        await().until(
                        () -> check("synced").getJsonObject("data").getString("reason"),
                        reason -> reason.contains("Connection refused"));
        assertThat(service.status("/ready")).isEqualTo(503);
        assertThat(service.json("/pod?ip=10.42.0.1").getString("reason")).isEqualTo("not_synced");
    }

    @Test
    void serviceGetsReadyWhenTheApiServerComesUpLater() throws Exception {
        // Given
        int port = MockCluster.freePort();
        service = RunningService.start(MockCluster.accessTo(port));
        await().until(() -> check("watch").getJsonObject("data").getInteger("failures") > 1);

        // When
        try (MockCluster cluster = MockCluster.startOn(port)) {
            cluster.add(Pods.build("default", "web", "10.42.0.1"));

            // Then
            await().until(() -> service.status("/ready") == 200);
            await().until(() -> service.status("/pod?ip=10.42.0.1") == 200);
            await().until(() -> check("watch").getJsonObject("data").getInteger("failures") == 0);
        }
    }

    @Test
    void lookupsAreAnsweredWhileTheApiServerIsAwayAndTheProblemIsTold() throws Exception {
        // Given
        MockCluster cluster = synced();

        // When
        cluster.close();

        // Then
        await().until(() -> check("watch").getJsonObject("data").containsKey("problem"));
        assertThat(service.json("/pod?ip=10.42.0.1").getString("name")).isEqualTo("web");
        assertThat(service.json("/pods").getInteger("count")).isEqualTo(2);
        assertThat(service.status("/ready")).isEqualTo(200);
    }

    @Test
    void mapEqualsThePodsOfTheApiServerThatCameBack() throws Exception {
        // Given
        MockCluster before = synced();
        before.close();
        await().until(() -> check("watch").getJsonObject("data").containsKey("problem"));

        // When
        try (MockCluster after = MockCluster.startOn(before.port())) {
            after.add(Pods.build("default", "other", "10.42.0.3"));
            Pod web = after.add(Pods.build("default", "web", "10.42.0.4"));

            // Then
            await().until(() -> ips().equals(Set.of("10.42.0.3", "10.42.0.4")));
            assertThat(service.json("/pod?ip=10.42.0.4").getString("uid"))
                    .isEqualTo(web.getMetadata().getUid());
            assertThat(service.status("/pod?ip=10.42.0.1")).isEqualTo(404);
            await().until(() -> !check("watch").getJsonObject("data").containsKey("problem"));
        }
    }

    /**
     * A service that knows web (10.42.0.1) and gone (10.42.0.2), and more versions than any later cluster will have.
     */
    private MockCluster synced() throws Exception {
        MockCluster cluster = MockCluster.start();
        cluster.add(Pods.build("default", "web", "10.42.0.1"));
        Pod gone = cluster.add(Pods.build("default", "gone", "10.42.0.2"));
        for (int i = 0; i < 5; i++) {
            String round = Integer.toString(i);
            cluster.change(
                    gone, p -> p.editMetadata().addToLabels("round", round).endMetadata());
        }
        service = RunningService.start(cluster.access());
        await().until(() -> service.status("/ready") == 200 && cluster.watches() == 1);
        return cluster;
    }

    private Set<String> ips() {
        return service.json("/pods").getJsonObject("pods").fieldNames();
    }

    private JsonObject check(String name) {
        return service.json("/ready").getJsonArray("checks").stream()
                .map(JsonObject.class::cast)
                .filter(check -> name.equals(check.getString("id")))
                .findFirst()
                .orElseThrow();
    }
}
