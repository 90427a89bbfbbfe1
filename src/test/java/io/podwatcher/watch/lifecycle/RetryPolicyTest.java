package io.podwatcher.watch.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwatcher.watch.lifecycle.RetryPolicy.AttemptResult;
import io.podwatcher.watch.lifecycle.RetryPolicy.Outcome;
import java.time.Duration;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {

    private final long seed = System.nanoTime();
    private final RetryPolicy retries = new RetryPolicy(new Random(seed), Backoff.USUAL);

    @Test
    void eachFailureDoublesThePauseUpToThirtySeconds() {
        long most = 500;
        for (int failure = 1; failure <= 100; failure++) {
            assertThat(retries.pauseAfter(failed()).toMillis())
                    .as("seed %d, failure %d", seed, failure)
                    .isBetween(most / 2, most);
            most = Math.min(2 * most, 30_000);
        }
    }

    @Test
    void pausesAreNotAllTheSame() {
        for (int failure = 0; failure < 10; failure++) {
            retries.pauseAfter(failed());
        }
        assertThat(Stream.generate(() -> retries.pauseAfter(failed())).limit(50).distinct())
                .as("seed %d", seed)
                .hasSizeGreaterThan(10);
    }

    @Test
    void serverThatAnswersNothingIsAskedAgainSoon() {
        for (int failure = 0; failure < 100; failure++) {
            assertThat(retries.pauseAfter(unreachable())).isLessThanOrEqualTo(Duration.ofMillis(1500));
        }
        assertThat(retries.pauseAfter(unreachable())).isGreaterThanOrEqualTo(Duration.ofMillis(750));
    }

    @Test
    void outageIsNotPaidForByWhatFollowsIt() {
        // Given
        for (int failure = 0; failure < 100; failure++) {
            retries.pauseAfter(unreachable());
        }

        // When // Then
        assertThat(retries.pauseAfter(fruitless())).isZero();
        assertThat(retries.pauseAfter(failed())).isLessThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void firstFruitlessAttemptIsFollowedAtOnceAndTheSecondIsNot() {
        assertThat(retries.pauseAfter(fruitless())).isZero();
        assertThat(retries.pauseAfter(fruitless())).isBetween(Duration.ofMillis(250), Duration.ofMillis(500));
        assertThat(retries.pauseAfter(fruitless())).isBetween(Duration.ofMillis(500), Duration.ofSeconds(1));
    }

    @Test
    void watchThatBroughtSomethingAndEndedAsUsualMakesUpForAll() {
        // Given
        fail(10);

        // When
        Duration pause =
                retries.pauseAfter(new AttemptResult(Outcome.USUAL, true, Duration.ofMillis(1), Duration.ZERO));

        // Then
        assertThat(pause).isZero();
        assertThat(retries.failures()).isZero();
    }

    @Test
    void watchThatBroughtNothingMakesUpForNothing() {
        // Given
        fail(10);

        // When
        Duration pause =
                retries.pauseAfter(new AttemptResult(Outcome.USUAL, false, Duration.ofMinutes(5), Duration.ZERO));

        // Then
        assertThat(pause).isZero();
        assertThat(retries.failures()).isEqualTo(10);
    }

    @Test
    void watchThatWorkedForLongerThanItsPauseMakesUpForAllThoughItFailed() {
        // Given
        fail(10);

        // When
        retries.pauseAfter(new AttemptResult(Outcome.FAILED, true, Duration.ofSeconds(31), Duration.ZERO));

        // Then
        assertThat(retries.failures()).isEqualTo(1);
    }

    @Test
    void watchThatFailsSoonIsPausedForLongerEachTimeThoughItBringsSomething() {
        // Given
        fail(3);

        // When
        Duration pause =
                retries.pauseAfter(new AttemptResult(Outcome.FAILED, true, Duration.ofMillis(1), Duration.ZERO));

        // Then
        assertThat(pause).isGreaterThan(Duration.ofSeconds(1));
    }

    @Test
    void pauseIsCountedFromTheBeginningOfTheAttempt() {
        // Given
        fail(10);

        // When
        Duration pause =
                retries.pauseAfter(new AttemptResult(Outcome.FAILED, false, Duration.ofSeconds(29), Duration.ZERO));

        // Then
        assertThat(pause).isLessThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void pauseThatWouldBeShorterThanATimerCanBeIsNone() {
        // Given
        Backoff milliseconds = new Backoff(Duration.ofMillis(3), Duration.ofMillis(3), Duration.ofMillis(3));
        RetryPolicy fast = new RetryPolicy(new Random(seed), milliseconds);
        Duration lasted = Duration.ofNanos(1_500_000);

        // When // Then
        for (int i = 0; i < 100; i++) {
            Duration pause = fast.pauseAfter(new AttemptResult(Outcome.FAILED, false, lasted, Duration.ZERO));
            assertThat(pause).as("seed %d", seed).isZero();
        }
    }

    @Test
    void serverThatAsksToBeLeftAloneIs() {
        assertThat(retries.pauseAfter(
                        new AttemptResult(Outcome.FAILED, false, Duration.ofSeconds(9), Duration.ofSeconds(7))))
                .isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void serverThatAsksForHoursIsAskedAgainSooner() {
        assertThat(retries.pauseAfter(new AttemptResult(Outcome.FAILED, false, Duration.ZERO, Duration.ofHours(7))))
                .isEqualTo(Backoff.USUAL.max());
    }

    private void fail(int times) {
        for (int failure = 0; failure < times; failure++) {
            retries.pauseAfter(failed());
        }
    }

    private static AttemptResult failed() {
        return new AttemptResult(Outcome.FAILED, false, Duration.ZERO, Duration.ZERO);
    }

    private static AttemptResult fruitless() {
        return new AttemptResult(Outcome.FRUITLESS, false, Duration.ZERO, Duration.ZERO);
    }

    private static AttemptResult unreachable() {
        return new AttemptResult(Outcome.UNREACHABLE, false, Duration.ZERO, Duration.ZERO);
    }
}
