package io.podwatcher.watch.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwatcher.messages.watch.RestartReason;
import io.podwatcher.watch.lifecycle.Decision.Abandon;
import io.podwatcher.watch.lifecycle.Decision.CompleteList;
import io.podwatcher.watch.lifecycle.Decision.OpenWatch;
import io.podwatcher.watch.lifecycle.Decision.StartList;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What follows on a list or a watch that is over, and when. */
class EndingTest {

    private static final Duration TWENTY_SECONDS = Duration.ofSeconds(20);

    private final Life life = Life.confirmed();

    @Test
    void serverThatClosesEachNewWatchSoonIsNotListedWithoutEnd() {
        // Given: what fabric8 makes of a clean end within two seconds
        int lists = 0;
        long end = life.now() + TWENTY_SECONDS.toNanos();

        // When
        while (life.now() < end) {
            life.pass(Duration.ofMillis(200));
            List<Decision> decisions = life.afterPause(life.expired());
            assertThat(decisions).contains(new StartList(false));
            lists++;
            life.lifecycle.listed("10");
            life.lifecycle.opened();
            life.lifecycle.versionIs(life.now(), "10");
        }

        // Then
        assertThat(lists).isLessThanOrEqualTo(8);
        assertThat(life.report().problem()).contains("the API server rejects a watch as too old right after a list");
        assertThat(life.report().failures()).isPositive();
    }

    @Test
    void serverThatClosesEachWatchAtOnceIsPausedFor() {
        // When
        Duration first = Life.pause(life.closed());
        life.lifecycle.opened();
        Duration second = Life.pause(life.closed());

        // Then
        assertThat(first).isZero();
        assertThat(second).isPositive();
        assertThat(life.report().problem()).contains("the API server closes each watch at once");
    }

    @Test
    void watchThatLivedForSomeSecondsIsFollowedAtOnceThoughItBroughtNothing() {
        for (int i = 0; i < 5; i++) {
            life.pass(Duration.ofSeconds(5));
            assertThat(life.closed()).containsExactly(new Abandon(), new OpenWatch("10"));
            life.lifecycle.opened();
        }
        assertThat(life.report().problem()).isEmpty();
    }

    @Test
    void onlyAListCanHelpWhereTheServerEndsEachWatchWithoutAnEvent() {
        // When
        for (int i = 0; i < 7; i++) {
            life.pass(Duration.ofSeconds(5));
            assertThat(life.closed()).contains(new OpenWatch("10"));
            life.lifecycle.opened();
        }

        // Then
        life.pass(Duration.ofSeconds(5));
        assertThat(life.closed()).contains(new StartList(false));
        assertThat(life.report().restarts()).containsEntry(RestartReason.EXPIRED, 1L);
    }

    @Test
    void watchesThatBringSomethingNeedNoList() {
        for (int i = 0; i < 20; i++) {
            life.lifecycle.read("10", true);
            assertThat(life.closed()).containsExactly(new Abandon(), new OpenWatch("10"));
            life.lifecycle.opened();
        }
    }

    @ParameterizedTest
    @CsvSource({"REFUSED, 400", "SERVER_ERROR, 500", "SERVER_ERROR, 504"})
    void onlyAListCanHelpWhereAServerRefusesAgainAndAgainWhatMayBeTheVersionsFault(RestartReason reason, int status) {
        // Given
        life.lifecycle.read("10", true);
        List<Decision> decisions = life.closed();

        // When
        for (int i = 0; i < 7; i++) {
            decisions = life.afterPause(life.lifecycle.ended(refused(reason, status)));
            assertThat(decisions).contains(new OpenWatch("10"));
        }

        // Then
        assertThat(life.afterPause(life.lifecycle.ended(refused(reason, status))))
                .hasAtLeastOneElementOfType(StartList.class);
    }

    @ParameterizedTest
    @CsvSource({"SERVER_ERROR, 503", "FORBIDDEN, 403", "UNAUTHORIZED, 401", "NOT_FOUND, 404", "THROTTLED, 429"})
    void otherRefusalsAreNoReasonForAList(RestartReason reason, int status) {
        // Given
        life.closed();

        // When // Then
        for (int i = 0; i < 20; i++) {
            assertThat(life.afterPause(life.lifecycle.ended(refused(reason, status))))
                    .contains(new OpenWatch("10"));
        }
    }

    @Test
    void listAfterAnOutageDoesNotWaitOutThePausesOfTheOutage() {
        // Given
        life.lifecycle.read("10", true);
        List<Decision> decisions = life.closed();
        for (int i = 0; i < 60; i++) {
            life.afterPause(decisions);
            decisions = life.unreachable();
            assertThat(Life.pause(decisions)).isLessThanOrEqualTo(Duration.ofMillis(1500));
        }
        life.afterPause(decisions);
        life.lifecycle.opened();

        // When
        decisions = life.expired();

        // Then
        assertThat(decisions).hasExactlyElementsOfTypes(Abandon.class, StartList.class);
    }

    @Test
    void listThatIsRefusedIsPausedForAndSaysWhy() {
        // Given
        life.lifecycle.read("11", false);
        life.expired();

        // When
        List<Decision> decisions = life.lifecycle.ended(refused(RestartReason.FORBIDDEN, 403));

        // Then
        assertThat(Life.pause(decisions)).isPositive();
        assertThat(life.afterPause(decisions)).containsExactly(new StartList(false));
        assertThat(life.report().problem()).contains("no");
        assertThat(life.report().failures()).isEqualTo(1);
    }

    @Test
    void listWhosePagesAreTooOldIsListedAgainAtOnceTheFirstTime() {
        // Given
        life.lifecycle.read("11", false);
        life.expired();
        Problem tooOld = new Problem(RestartReason.EXPIRED, "the continue token is too old");

        // When
        List<Decision> first = life.lifecycle.ended(tooOld);
        List<Decision> second = life.lifecycle.ended(tooOld);

        // Then
        assertThat(first).containsExactly(new Abandon(), new StartList(false));
        assertThat(Life.pause(second)).isPositive();
        assertThat(life.report().problem()).contains("the continue token is too old");
    }

    @Test
    void listThatBreaksOffInTheMiddleIsPausedForLongerThanAServerThatIsAway() {
        // Given
        Problem broken = new Problem(RestartReason.CONNECTION, "the connection broke");
        life.lifecycle.read("11", false);
        List<Decision> decisions = life.expired();

        // When
        for (int i = 0; i < 10; i++) {
            life.afterPause(decisions);
            life.lifecycle.received();
            decisions = life.lifecycle.ended(broken);
        }

        // Then
        assertThat(Life.pause(decisions)).isGreaterThan(Duration.ofSeconds(10));
    }

    @Test
    void listThatFollowsAListOfEverythingThatFailedGoesOnFromThere() {
        // Given
        life.afterPause(life.lifecycle.lost(new Problem(RestartReason.NOT_TAKEN, "no")));

        // When
        List<Decision> decisions = life.afterPause(life.lifecycle.ended(new Problem(RestartReason.CONNECTION, "gone")));

        // Then
        assertThat(decisions).containsExactly(new StartList(false));
        long began = life.now();
        assertThat(life.lifecycle.listed("5")).containsExactly(new CompleteList(began, "5"), new OpenWatch("5"));
    }

    @Test
    void whatTheServerAsksForIsHeeded() {
        // Given
        life.closed();

        // When
        List<Decision> decisions = life.lifecycle.ended(
                new Problem(RestartReason.THROTTLED, "too many requests", Duration.ofSeconds(9), OptionalInt.of(429)));

        // Then
        assertThat(Life.pause(decisions)).isEqualTo(Duration.ofSeconds(9));
    }

    private static Problem refused(RestartReason reason, int status) {
        return new Problem(reason, "no", Duration.ZERO, OptionalInt.of(status));
    }
}
