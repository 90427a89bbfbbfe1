package io.podwatcher.integration.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.podwatcher.NeedsQuiet;
import io.podwatcher.apiserver.Fault;
import io.podwatcher.apiserver.Kind;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/**
 * The clock jumps by hours, as for a process that was suspended: the age is reported, and drops as soon as the API
 * server is heard from.
 */
@NeedsQuiet
class ClockJumpIT {

    private static final Duration HOURS = Duration.ofHours(3);

    private final AtomicLong jumped = new AtomicLong();

    @Test
    void whileTheApiServerIsAwayTheMapIsKnownToBeOldAndLookupsGoOn() throws Exception {
        try (FaultyCluster cluster = new FaultyCluster()) {
            // Given
            cluster.change();
            cluster.watched(this::clock, "WATCH_MAX_AGE=1m").awaitReady();

            // When
            cluster.server.stop();
            jumped.set(HOURS.toNanos());

            // Then
            cluster.awaitNotReadyBecauseOf("the API server has been silent for 10800 s, more than WATCH_MAX_AGE");
            assertThat(cluster.service()
                            .get("/pod?ip=10.0.0.1")
                            .headers()
                            .firstValueAsLong("X-Watch-Age")
                            .orElse(0))
                    .isGreaterThanOrEqualTo(HOURS.toSeconds());
            assertThat(cluster.service().status("/health")).isEqualTo(200);
            cluster.change();
            cluster.server.start();
            cluster.awaitTheMapIsRight();
            cluster.awaitReady();
        }
    }

    @Test
    void watchThatIsStillOpenIsTakenForDeadAndBegunAnew() throws Exception {
        try (FaultyCluster cluster = new FaultyCluster()) {
            // Given
            cluster.change();
            cluster.watched(this::clock, "WATCH_MAX_AGE=1m").awaitReady();
            cluster.change();
            cluster.awaitTheMapIsRight();

            // When
            jumped.set(HOURS.toNanos());

            // Then
            cluster.awaitRestart("silent");
            cluster.awaitReady();
            cluster.change();
            cluster.awaitTheMapIsRight();
            await().until(() -> cluster.watch().getInteger("failures") == 0);
        }
    }

    @Test
    void listThatIsUnderWayIsBegunAnew() throws Exception {
        try (FaultyCluster cluster = new FaultyCluster()) {
            // Given
            cluster.change();
            cluster.server.faults().next(Kind.LIST, Fault.stall().after(1));
            cluster.watched(this::clock);

            // When
            jumped.set(HOURS.toNanos());

            // Then
            cluster.awaitTheMapIsRight();
            cluster.awaitReady();
        }
    }

    private long clock() {
        return System.nanoTime() + jumped.get();
    }
}
