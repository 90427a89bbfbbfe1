package io.podwatcher.integration.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.podwatcher.apiserver.Fault;
import io.podwatcher.apiserver.pods.ApiPod;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The API server's data is restored from a backup: versions go back, and a pod that it does not know any more is no
 * owner.
 */
class RestoredClusterIT {

    private static final String IP = "10.0.3.1";
    private static final String NEW_IP = "10.0.3.2";

    /** Longer than a watch may be interrupted. */
    private static final Duration OUTAGE = Duration.ofSeconds(61);

    private final AtomicLong jumped = new AtomicLong();
    private final FaultyCluster cluster = new FaultyCluster();
    private FaultyCluster.Backup backup;
    private long versionOfThePod;

    @BeforeEach
    void aPodIsLostWithWhatCameAfterTheBackup() throws Exception {
        cluster.change();
        cluster.watched(() -> System.nanoTime() + jumped.get()).awaitReady();
        backup = cluster.backUp();
        cluster.server.put(ApiPod.running("shop", "lost", "uid-lost", IP));
        versionOfThePod = cluster.server.resourceVersion();
        cluster.change();
        cluster.change();
        cluster.awaitTheMapIsRight();
        cluster.awaitWatched();
    }

    @AfterEach
    void close() {
        cluster.close();
    }

    @Test
    void afterALostConnectionAllPodsAreListedFromNothing() {
        // Given
        cluster.server.stop();
        cluster.restore(backup);
        heirGetsTheIp();

        // When
        cluster.server.start();

        // Then
        awaitHeir("restored");
    }

    /** A watch would be sent nothing of what happened before that. */
    @Test
    void afterALongOutageAllPodsAreListedThoughTheVersionsAreHigherThanBefore() {
        // Given
        long before = cluster.server.resourceVersion();
        cluster.server.stop();
        cluster.restore(backup);
        heirGetsTheIp();

        // When
        startAgainAfterAnOutage(before);

        // Then
        awaitHeir("expired");
    }

    @Test
    void afterALongOutageAPodWithANewIpAndTheSameVersionIsUpdated() {
        // Given
        long before = cluster.server.resourceVersion();
        cluster.server.stop();
        cluster.restore(backup);
        cluster.server.put(ApiPod.running("shop", "lost", "uid-lost", NEW_IP));
        assertThat(cluster.server.resourceVersion()).isEqualTo(versionOfThePod);
        heirGetsTheIp();

        // When
        startAgainAfterAnOutage(before);

        // Then
        awaitHeir("expired");
    }

    private void startAgainAfterAnOutage(long versionBefore) {
        while (cluster.server.resourceVersion() <= versionBefore) {
            cluster.server.advance();
        }
        jumped.set(OUTAGE.toNanos());
        cluster.server.start();
    }

    @Test
    void whileTheWatchIsCleanlyClosedAllPodsAreListedFromNothing() {
        // Given
        cluster.restore(backup);
        heirGetsTheIp();

        // When
        cluster.server.strikeOpenWatches(Fault.end());

        // Then
        awaitHeir("restored");
    }

    @Test
    void listOfALowerVersionIsFollowedByOneFromNothing() {
        // Given
        cluster.restore(backup);
        heirGetsTheIp();

        // When
        cluster.server.strikeOpenWatches(Fault.error(410, "too old resource version"));

        // Then
        awaitHeir("restored");
    }

    private void heirGetsTheIp() {
        cluster.server.put(ApiPod.running("other", "heir", "uid-heir", IP));
    }

    private void awaitHeir(String reason) {
        await().untilAsserted(
                        () -> assertThat(cluster.service().json("/pod?ip=" + IP).getString("name"))
                                .isEqualTo("heir"));
        cluster.awaitTheMapIsRight();
        cluster.awaitRestart(reason);
        cluster.change();
        cluster.awaitTheMapIsRight();
        cluster.awaitReady();
    }
}
