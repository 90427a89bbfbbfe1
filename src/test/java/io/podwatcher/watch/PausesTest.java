package io.podwatcher.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PausesTest {

    private final long seed = System.nanoTime();
    private final Pauses pauses = new Pauses(new Random(seed), Backoff.USUAL);

    @Test
    void nothingIsWaitedForBeforeTheFirstFailure() {
        assertThat(pauses.next()).isZero();
    }

    @Test
    void eachFailureDoublesThePauseUpToThirtySeconds() {
        long most = 500;
        for (int failure = 1; failure <= 100; failure++) {
            pauses.failed(Duration.ZERO);
            assertThat(pauses.next().toMillis())
                    .as("seed %d, failure %d", seed, failure)
                    .isBetween(most / 2, most);
            most = Math.min(2 * most, 30_000);
        }
    }

    @Test
    void pausesAreNotAllTheSame() {
        for (int failure = 0; failure < 10; failure++) {
            pauses.failed(Duration.ZERO);
        }
        assertThat(java.util.stream.Stream.generate(pauses::next).limit(50).distinct())
                .as("seed %d", seed)
                .hasSizeGreaterThan(10);
    }

    @Test
    void aServerThatAsksToBeLeftAloneIs() {
        pauses.failed(Duration.ofSeconds(7));
        assertThat(pauses.next()).isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void aServerThatAsksForHoursIsAskedAgainSooner() {
        pauses.failed(Duration.ofHours(7));
        assertThat(pauses.next()).isEqualTo(Backoff.USUAL.longest());
    }

    @Test
    void aConnectionOfAMinuteForgivesAll() {
        pauses.failed(Duration.ofSeconds(7));
        pauses.failed(Duration.ofSeconds(7));
        pauses.lived(Duration.ofMinutes(1));
        assertThat(pauses.next()).isZero();
    }

    @Test
    void aConnectionOfLessForgivesNothing() {
        pauses.failed(Duration.ZERO);
        pauses.lived(Duration.ofMillis(59_999));
        assertThat(pauses.next()).isPositive();
    }

    @Test
    void aServerThatWantsAListIsForgivenOnceUntilAConnectionHasLived() {
        // Given
        pauses.failed(Duration.ZERO);
        pauses.wantsList();
        assertThat(pauses.next()).isZero();

        // When
        pauses.failed(Duration.ZERO);
        pauses.wantsList();
        assertThat(pauses.next()).isPositive();
        pauses.lived(Duration.ofMinutes(1));
        pauses.failed(Duration.ZERO);
        pauses.wantsList();

        // Then
        assertThat(pauses.next()).isZero();
    }
}
