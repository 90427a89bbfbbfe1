package io.podwatcher.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwatcher.messages.RestartReason;
import io.podwatcher.messages.WatchReport;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RecoveryTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    private final AtomicLong nanoTime = new AtomicLong();
    private final Recovery recovery =
            new Recovery(nanoTime::get, Clock.fixed(NOW, ZoneOffset.UTC), new Pauses(new Random(), Backoff.USUAL));

    @BeforeEach
    void watchIsOpen() {
        recovery.listBegins();
        recovery.watchBegins();
        recovery.watchOpened();
    }

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
    void listAfterAnOutageDoesNotWaitOutThePauseThatTheOutageHasMadeLong() {
        // Given
        outage();

        // When
        recovery.failed(RestartReason.EXPIRED, "too old resource version");

        // Then
        assertThat(recovery.pause()).isLessThanOrEqualTo(Duration.ofMillis(500));
    }

    @Test
    void serverThatWantsAListAgainAndAgainIsPausedForLongerEachTime() {
        // Given
        outage();

        // When
        for (int i = 0; i < 10; i++) {
            recovery.failed(RestartReason.EXPIRED, "too old resource version");
            recovery.pause();
            recovery.listBegins();
            recovery.watchLives();
            recovery.watchBegins();
            recovery.watchOpened();
        }

        // Then
        recovery.failed(RestartReason.EXPIRED, "too old resource version");
        assertThat(recovery.pause()).isGreaterThan(Duration.ofSeconds(10));
    }

    private void outage() {
        for (int i = 0; i < 10; i++) {
            recovery.failed(RestartReason.CONNECTION, "Connection refused");
            recovery.pause();
        }
        recovery.watchBegins();
        recovery.watchOpened();
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
    void onlyAListCanHelpWhereAServerRefusesAgainAndAgainWhatMayBeTheVersionsFault() {
        // Given
        recovery.watchLives();
        recovery.pause();

        // When
        for (int i = 0; i < 8; i++) {
            assertThat(recovery.onlyAListCanHelp()).isFalse();
            recovery.watchBegins();
            recovery.watchRefused();
            recovery.failed(RestartReason.REFUSED, "no");
            recovery.pause();
        }

        // Then
        assertThat(recovery.onlyAListCanHelp()).isTrue();
    }

    @Test
    void otherRefusalsAreNoReasonForAList() {
        // When
        recovery.watchLives();
        for (int i = 0; i < 20; i++) {
            recovery.pause();
            recovery.watchBegins();
            recovery.failed(RestartReason.SERVER_ERROR, "busy");
        }

        // Then
        assertThat(recovery.onlyAListCanHelp()).isFalse();
    }

    @Test
    void onlyAListCanHelpWhereTheServerEndsEachWatchWithoutAnEvent() {
        // When
        for (int i = 0; i < 7; i++) {
            assertThat(recovery.onlyAListCanHelp()).isFalse();
            recovery.pause();
            recovery.watchBegins();
            recovery.watchOpened();
        }

        // Then
        assertThat(recovery.onlyAListCanHelp()).isTrue();
        recovery.listBegins();
        assertThat(recovery.onlyAListCanHelp()).isFalse();
    }

    @Test
    void watchThatBringsSomethingNeedsNoList() {
        // When
        for (int i = 0; i < 20; i++) {
            recovery.watchLives();
            recovery.pause();
            recovery.watchBegins();
            recovery.watchOpened();
        }

        // Then
        assertThat(recovery.onlyAListCanHelp()).isFalse();
    }

    @Test
    void openWatchIsNotUnansweredHoweverQuietItIs() {
        // When
        nanoTime.addAndGet(Duration.ofHours(1).toNanos());

        // Then
        assertThat(recovery.unanswered()).isZero();
    }

    @Test
    void listBecauseOfAWatchThatIsTooOldIsCountedSo() {
        // Given
        recovery.pause();
        recovery.watchBegins();

        // When
        recovery.watchExpired();
        Duration pause = recovery.pause();
        recovery.listBegins();

        // Then
        assertThat(pause).isZero();
        assertThat(report().restarts()).containsEntry(RestartReason.EXPIRED, 1L);
    }

    @Test
    void serverThatTakesEachWatchForTooOldIsPausedFor() {
        // Given
        recovery.watchExpired();
        assertThat(recovery.pause()).isZero();
        recovery.listBegins();
        recovery.watchLives();
        recovery.watchBegins();

        // When
        recovery.watchExpired();

        // Then
        assertThat(recovery.pause()).isPositive();
        assertThat(report().problem()).contains("the API server takes a watch for too old right after a list");
    }

    private WatchReport report() {
        return recovery.report(Optional.empty(), 0);
    }
}
