package io.podwatcher.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Pod;
import io.podwatcher.integration.service.Pods;
import io.podwatcher.integration.service.WithMockCluster;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

class PodLifecycleIT extends WithMockCluster {

    private static final String IP = "/pod?ip=10.42.0.1";
    private static final String OTHER_IP = "/pod?ip=10.42.0.2";

    @Test
    void addedPodIsFoundByItsIp() {
        // When
        Pod pod = cluster.add(Pods.build("default", "web", "10.42.0.1"));

        // Then
        await().until(() -> service.status(IP) == 200);
        JsonObject answer = service.json(IP);
        assertThat(answer.getString("name")).isEqualTo("web");
        assertThat(answer.getString("namespace")).isEqualTo("default");
        assertThat(answer.getString("uid")).isEqualTo(pod.getMetadata().getUid());
        assertThat(answer.getString("pod_ip")).isEqualTo("10.42.0.1");
        assertThat(answer.getString("node_name")).isEqualTo("worker-1");
        assertThat(answer.getString("phase")).isEqualTo("Running");
    }

    @Test
    void podIsFoundOnceItGetsItsIp() {
        // Given
        Pod pod = cluster.add(Pods.build("default", "web"));

        // When
        cluster.change(pod, p -> Pods.withIps(p, "10.42.0.1"));

        // Then
        await().until(() -> service.status(IP) == 200);
    }

    @Test
    void changedLabelsAreServed() {
        // Given
        Pod pod = known(Pods.build("default", "web", "10.42.0.1"));

        // When
        cluster.change(pod, p -> p.editMetadata().addToLabels("tier", "gold").endMetadata());

        // Then
        await().until(() -> service.json(IP).getJsonObject("labels").containsKey("tier"));
        assertThat(service.json(IP).getJsonObject("labels"))
                .isEqualTo(new JsonObject().put("app", "web").put("tier", "gold"));
    }

    @Test
    void deletedPodIsNotFound() {
        // Given
        Pod pod = known(Pods.build("default", "web", "10.42.0.1"));

        // When
        cluster.delete(pod);

        // Then
        await().until(() -> service.status(IP) == 404);
        assertThat(service.json(IP).getString("reason")).isEqualTo("not_found");
    }

    @Test
    void podThatChangesItsIpIsFoundByTheNewOneOnly() {
        // Given
        Pod pod = known(Pods.build("default", "web", "10.42.0.1"));

        // When
        cluster.change(pod, p -> Pods.withIps(p, "10.42.0.2"));

        // Then
        await().until(() -> service.status(OTHER_IP) == 200);
        assertThat(service.status(IP)).isEqualTo(404);
    }

    @Test
    void podThatLosesItsIpIsNotFound() {
        // Given
        Pod pod = known(Pods.build("default", "web", "10.42.0.1"));

        // When
        cluster.change(pod, Pods::withIps);

        // Then
        await().until(() -> service.status(IP) == 404);
    }

    @Test
    void finishedJobIsNotFoundThoughItKeepsItsIp() {
        // Given
        Pod pod = known(Pods.build("default", "backup", "10.42.0.1"));

        // When
        cluster.change(pod, p -> p.editStatus().withPhase("Succeeded").endStatus());

        // Then
        await().until(() -> service.status(IP) == 404);
    }

    @Test
    void hostNetworkPodIsNotFoundByTheIpOfItsNode() {
        // When
        cluster.add(Pods.running("monitoring", "exporter", "192.168.1.10")
                .editSpec()
                .withHostNetwork(true)
                .endSpec()
                .build());

        // Then
        await().until(() ->
                "host_network".equals(service.json("/pod?ip=192.168.1.10").getString("reason")));
        assertThat(service.status("/pod?ip=192.168.1.10")).isEqualTo(404);
    }

    @Test
    void dualStackPodIsFoundByBothIpsHoweverTheyAreWritten() {
        // When
        known(Pods.build("default", "web", "10.42.0.1", "fd00:0::1"));

        // Then
        assertThat(service.json("/pod?ip=fd00::1").getString("name")).isEqualTo("web");
        assertThat(service.json("/pod?ip=FD00:0:0::1").getJsonArray("pod_ips"))
                .isEqualTo(new JsonArray().add("10.42.0.1").add("fd00::1"));
    }

    private Pod known(Pod pod) {
        Pod added = cluster.add(pod);
        await().until(() -> service.status(IP) == 200);
        return added;
    }
}
