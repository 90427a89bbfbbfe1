package io.podwatcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** An IP is given to a new pod while the API server still has the old one. */
@ExtendWith(NeedsCluster.class)
class IpReuseE2E {

    @TempDir
    private Path home;

    private TestPods pods;
    private LiveService service;
    private String ip;

    @BeforeEach
    void start(Stage stage) throws Exception {
        stage.rights().grant();
        pods = stage.pods();
        ip = pods.ip(1);
        service = stage.start(home).awaitReady();
    }

    @Test
    void deletionOfAFinishedPodDoesNotRemoveThePodThatHasItsIpNow() {
        // Given
        pods.run("backup", ip);
        service.awaitOwner(ip, "backup");
        pods.finish("backup");
        pods.run("new", ip);
        service.awaitOwner(ip, "new");

        // When
        pods.delete("backup");
        allEventsAreApplied();

        // Then
        assertThat(service.owner(ip)).contains("new");
    }

    @Test
    void terminatingPodIsFoundUntilANewPodHasItsIpAndItsEndRemovesNothing() {
        // Given
        pods.run("old", ip);
        service.awaitOwner(ip, "old");
        pods.terminate("old");
        await().atMost(LiveService.BOUND).until(() -> service.pod(ip).containsKey("deletion_timestamp"));
        pods.run("new", ip);
        service.awaitOwner(ip, "new");

        // When
        pods.delete("old");
        allEventsAreApplied();

        // Then
        assertThat(service.owner(ip)).contains("new");
    }

    @Test
    void ipThatTwoRunningPodsClaimIsGivenToNeitherUntilOneIsGone() {
        // Given
        pods.run("one", ip);
        pods.run("two", ip);
        await().atMost(LiveService.BOUND).until(() -> service.status("/pod?ip=" + ip) == 409);

        // When
        pods.delete("one");

        // Then
        service.awaitOwner(ip, "two");
    }

    @Test
    void podOfTheSameNameIsAnotherPod() {
        // Given
        String before = pods.run("db-0", ip).getMetadata().getUid();
        service.awaitOwner(ip, "db-0");

        // When
        pods.delete("db-0");
        String now = pods.run("db-0", ip).getMetadata().getUid();

        // Then
        assertThat(now).isNotEqualTo(before);
        await().atMost(LiveService.BOUND).until(() -> now.equals(service.pod(ip).getString("uid")));
    }

    /** Events come in order: when a later one has been applied, all before it have. */
    private void allEventsAreApplied() {
        pods.run("later", pods.ip(99));
        service.awaitOwner(pods.ip(99), "later");
    }
}
