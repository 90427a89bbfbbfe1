package io.podwatcher.replicas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.podwatcher.apiserver.ApiServer;
import io.podwatcher.integration.service.HttpAnswers;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A proxy that checks readiness, as Kubernetes does before it routes to a pod, sends no traffic to an instance that is
 * not ready.
 */
class ReadinessIT {

    /**
     * The proxy waits for a ready instance, but it passes on whatever one answers, a 503 too, and does not try another.
     */
    private static final String ASKS_FOR_READINESS = "health_uri /ready\nhealth_interval 100ms\nlb_try_duration 10s";

    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final int SOME = 200;

    @TempDir
    private Path folder;

    private Replicas replicas;

    @BeforeEach
    void prepare() {
        replicas = new Replicas(folder);
    }

    @AfterEach
    void stop() throws Exception {
        replicas.close();
    }

    @Test
    void anInstanceThatHasNeverSyncedGetsNoLookup() throws Exception {
        // Given
        ApiServer away = replicas.apiServer();
        away.stop();
        Replica unsynced = replicas.start(away);
        Replica ready = replicas.start(1, replicas.apiServer())[0];
        unsynced.awaitNotReady();
        int proxy = replicas.caddy(ASKS_FOR_READINESS, unsynced, ready);
        awaitOnlyTheReadyAreAsked(proxy, unsynced);
        double before = unsynced.lookups();

        // When
        try (Lookups lookups = new Lookups(proxy, Replicas.POD)) {
            lookups.awaitMore(SOME);
            lookups.stop();

            // Then
            assertThat(unsynced.lookups()).isEqualTo(before);
            assertThat(ready.lookups()).isGreaterThanOrEqualTo(SOME);
            assertThat(lookups.wrong()).isEmpty();
            assertThat(lookups.failed()).isEmpty();
        }
    }

    @Test
    void anInstanceWhoseApiServerIsAwayGetsNoMoreLookupsAndGetsThemAgainWithIt() throws Exception {
        // Given
        ApiServer lost = replicas.apiServer();
        Replica cutOff = replicas.start(lost, "WATCH_MAX_AGE=3s");
        Replica ready = replicas.start(1, replicas.apiServer())[0];
        cutOff.awaitReady();
        int proxy = replicas.caddy(ASKS_FOR_READINESS, cutOff, ready);
        try (Lookups lookups = new Lookups(proxy, Replicas.POD)) {
            await().atMost(TIMEOUT).until(() -> cutOff.lookups() > SOME);

            // When
            lost.stop();
            cutOff.awaitNotReady();
            awaitOnlyTheReadyAreAsked(proxy, cutOff);
            double before = cutOff.lookups();
            lookups.awaitMore(SOME);

            // Then
            assertThat(cutOff.lookups()).isEqualTo(before);
            lost.start();
            await().atMost(TIMEOUT).until(() -> cutOff.lookups() > before + SOME);
            lookups.stop();
            assertThat(lookups.wrong()).isEmpty();
            assertThat(lookups.failed()).isEmpty();
        }
    }

    /** The proxy notices it a moment later than the test. */
    private static void awaitOnlyTheReadyAreAsked(int proxy, Replica notReady) {
        HttpAnswers http = new HttpAnswers(proxy);
        await().atMost(TIMEOUT).until(() -> {
            double before = notReady.lookups();
            for (int i = 0; i < 10; i++) {
                http.get("/pod?ip=" + Replicas.POD.ips().get(0));
            }
            return notReady.lookups() == before;
        });
    }
}
