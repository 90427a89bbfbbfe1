package io.podwatcher.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwatcher.messages.RestartReason;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** When only a list can help, and how long it is waited for. */
class RecoveryByListTest extends WithRecovery {

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

    private void outage() {
        for (int i = 0; i < 10; i++) {
            recovery.failed(RestartReason.CONNECTION, "Connection refused");
            recovery.pause();
        }
        recovery.watchBegins();
        recovery.watchOpened();
    }
}
