package io.podwatcher.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwatcher.messages.RestartReason;
import io.podwatcher.messages.WatchReport;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecoveryTest extends WithRecovery {

    @Test
    void firstListAndWatchAreNoRestarts() {
        assertThat(report().restarts()).isEmpty();
        assertThat(report()).isEqualTo(WatchReport.NOTHING_YET);
    }

    @Test
    void watchThatEndsAsItShouldIsOpenedAgainAtOnce() {
        // Given
        recovery.watchLives();

        // When
        Duration pause = recovery.pause();
        recovery.watchBegins();

        // Then
        assertThat(pause).isZero();
        assertThat(report().restarts()).isEqualTo(Map.of(RestartReason.CLOSED, 1L));
        assertThat(report().problem()).isEmpty();
    }

    @Test
    void watchThatIsClosedAtOnceAgainAndAgainIsPausedFor() {
        // When
        Duration first = recovery.pause();
        recovery.watchBegins();
        recovery.watchOpened();
        Duration second = recovery.pause();

        // Then
        assertThat(first).isZero();
        assertThat(second).isPositive();
        assertThat(report().problem()).contains("the API server closes each watch at once");
    }

    @Test
    void watchThatCannotBeOpenedIsAFailureThoughNobodySaysSo() {
        // Given
        recovery.pause();
        recovery.watchBegins();

        // When
        Duration pause = recovery.pause();

        // Then
        assertThat(pause).isPositive();
        assertThat(report().failures()).isEqualTo(1);
        assertThat(report().lastError().map(WatchReport.Failure::at)).contains(NOW);
        recovery.watchBegins();
        assertThat(report().restarts()).containsEntry(RestartReason.CONNECTION, 1L);
    }

    @Test
    void failureIsToldInTheApiServersOwnWordsAndCountedByItsStatus() {
        // When
        recovery.failed(RestartReason.FORBIDDEN, "the API server answers 403");
        recovery.failed(RestartReason.UNREADABLE, "pods is forbidden: no");
        recovery.pause();
        recovery.listBegins();

        // Then
        assertThat(report().problem()).contains("pods is forbidden: no");
        assertThat(report().failures()).isEqualTo(1);
        assertThat(report().restarts()).isEqualTo(Map.of(RestartReason.FORBIDDEN, 1L));
    }

    @Test
    void problemIsOverWhenTheWatchIsOpenButTheLastErrorIsRemembered() {
        // Given
        recovery.failed(RestartReason.CONNECTION, "Connection refused");
        recovery.pause();

        // When
        recovery.watchBegins();
        recovery.watchOpened();

        // Then
        assertThat(report().problem()).isEmpty();
        assertThat(report().failures()).isZero();
        assertThat(report().lastError()).contains(new WatchReport.Failure("Connection refused", NOW));
    }

    @Test
    void whatTheServerAsksForIsHeeded() {
        // When
        recovery.failed(RestartReason.THROTTLED, "too many requests", Duration.ofSeconds(9));
        recovery.failed(RestartReason.UNREADABLE, "too many requests, please");

        // Then
        assertThat(recovery.pause()).isEqualTo(Duration.ofSeconds(9));
    }

    @Test
    void watchThatLivedForAMinuteForgivesWhatWasBefore() {
        // Given
        for (int i = 0; i < 10; i++) {
            recovery.failed(RestartReason.SERVER_ERROR, "busy");
            recovery.pause();
        }
        recovery.watchBegins();
        recovery.watchOpened();
        recovery.watchLives();
        nanoTime.addAndGet(Duration.ofMinutes(2).toNanos());

        // When
        recovery.failed(RestartReason.SERVER_ERROR, "busy");

        // Then
        assertThat(recovery.pause()).isLessThanOrEqualTo(Duration.ofMillis(500));
    }

    @Test
    void listOfWhichNothingComesIsUnansweredAndOneThatComesSlowlyIsNot() {
        // Given
        recovery.pause();
        recovery.listBegins();

        // When
        nanoTime.addAndGet(Duration.ofSeconds(20).toNanos());
        assertThat(recovery.unanswered()).isEqualTo(Duration.ofSeconds(20));
        recovery.heard();

        // Then
        assertThat(recovery.unanswered()).isZero();
    }

    @Test
    void openWatchIsNotUnansweredHoweverQuietItIs() {
        // When
        nanoTime.addAndGet(Duration.ofHours(1).toNanos());

        // Then
        assertThat(recovery.unanswered()).isZero();
    }
}
