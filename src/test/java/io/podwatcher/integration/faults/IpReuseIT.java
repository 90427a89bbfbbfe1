package io.podwatcher.integration.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Pod;
import io.podwatcher.integration.service.Pods;
import io.podwatcher.integration.service.WithMockCluster;
import org.junit.jupiter.api.Test;

/** An IP is given to a new pod while the old one is still known. */
class IpReuseIT extends WithMockCluster {

    private static final String IP = "/pod?ip=10.42.0.1";

    @Test
    void terminatingPodIsFoundUntilANewPodHasItsIp() {
        // Given
        Pod old = terminating("old");
        assertThat(service.json(IP).getString("deletion_timestamp"))
                .isEqualTo(old.getMetadata().getDeletionTimestamp());

        // When
        cluster.add(Pods.build("default", "new", "10.42.0.1"));

        // Then
        await().until(() -> "new".equals(owner()));
    }

    @Test
    void deletionOfTheOldPodAfterItsIpWasGivenAwayDoesNotRemoveTheNewPod() {
        // Given
        Pod old = terminating("old");
        cluster.add(Pods.build("default", "new", "10.42.0.1"));
        await().until(() -> "new".equals(owner()));

        // When
        cluster.change(old, p -> p.editMetadata().withFinalizers().endMetadata());
        allEventsAreApplied();

        // Then
        assertThat(owner()).isEqualTo("new");
    }

    @Test
    void deletionOfAFinishedPodDoesNotRemoveThePodThatHasItsIpNow() {
        // Given
        Pod finished = cluster.add(Pods.running("default", "backup", "10.42.0.1")
                .editStatus()
                .withPhase("Succeeded")
                .endStatus()
                .build());
        cluster.add(Pods.build("default", "new", "10.42.0.1"));
        await().until(() -> "new".equals(owner()));

        // When
        cluster.delete(finished);
        allEventsAreApplied();

        // Then
        assertThat(owner()).isEqualTo("new");
    }

    @Test
    void ipThatTwoLivePodsClaimIsGivenToNeither() {
        // When
        cluster.add(Pods.build("default", "one", "10.42.0.1"));
        cluster.add(Pods.build("default", "two", "10.42.0.1"));

        // Then
        await().until(() -> service.status(IP) == 409);
        assertThat(service.json(IP).getString("reason")).isEqualTo("ambiguous");
    }

    @Test
    void podOfTheSameNameIsAnotherPod() {
        // Given
        Pod old = cluster.add(Pods.build("default", "db-0", "10.42.0.1"));
        await().until(() -> "db-0".equals(owner()));
        cluster.delete(old);

        // When
        Pod successor = cluster.add(Pods.build("default", "db-0", "10.42.0.1"));

        // Then
        await().until(() ->
                successor.getMetadata().getUid().equals(service.json(IP).getString("uid")));
    }

    /** A pod whose deletion has been requested, delayed by a finalizer. */
    private Pod terminating(String name) {
        Pod pod = cluster.add(Pods.running("default", name, "10.42.0.1")
                .editMetadata()
                .withFinalizers("test/hold")
                .endMetadata()
                .build());
        cluster.delete(pod);
        await().until(() -> service.json(IP).containsKey("deletion_timestamp"));
        return cluster.current(pod);
    }

    /** Events are in order: when a later one has been applied, all before it have. */
    private void allEventsAreApplied() {
        cluster.add(Pods.build("default", "later", "10.42.0.99"));
        await().until(() -> service.status("/pod?ip=10.42.0.99") == 200);
    }

    private String owner() {
        return service.json(IP).getString("name");
    }
}
