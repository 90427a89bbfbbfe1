package io.podwatcher.watch.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwatcher.messages.watch.RestartReason;
import io.podwatcher.watch.lifecycle.Decision.Abandon;
import io.podwatcher.watch.lifecycle.Decision.AskVersion;
import io.podwatcher.watch.lifecycle.Decision.OpenWatch;
import io.podwatcher.watch.lifecycle.Decision.StartList;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * A watch that was lost is resumed without a list, unless the API server may have been restored from a backup
 * meanwhile, which its watch does not show.
 */
class ResumptionTest {

    private static final Duration IN_TIME = Duration.ofSeconds(50);
    private static final Duration TOO_LONG = Duration.ofSeconds(61);

    private final Life life = Life.confirmed();

    @Test
    void watchThatBreaksIsResumedFromTheNewestVersion() {
        // Given
        life.lifecycle.read("11", false);

        // When
        List<Decision> decisions = life.afterPause(life.unreachable());

        // Then
        assertThat(decisions).contains(new OpenWatch("11")).doesNotContain(new StartList(false));
        assertThat(life.report().restarts()).containsExactly(Map.entry(RestartReason.CONNECTION, 1L));
    }

    @Test
    void versionIsAskedForAsSoonAsTheResumedWatchIsOpen() {
        // Given
        life.afterPause(life.closed());

        // When
        List<Decision> decisions = life.lifecycle.opened();

        // Then
        assertThat(decisions).containsExactly(new AskVersion(life.now()));
    }

    @Test
    void resumedWatchConfirmsTheMapOnceTheApiServerHasSaidItsVersion() {
        // Given
        resumedAfter(IN_TIME);
        Duration before = life.age();

        // When
        List<Decision> decisions = life.lifecycle.versionIs(life.now(), "10");

        // Then
        assertThat(before).isGreaterThanOrEqualTo(IN_TIME);
        assertThat(decisions).isEmpty();
        assertThat(life.age()).isZero();
    }

    @Test
    void watchThatIsResumedAfterMoreThanAMinuteIsReplacedByAList() {
        // Given: versions that a restored API server may have reached meanwhile
        resumedAfter(TOO_LONG);
        life.lifecycle.read("21", false);

        // When
        List<Decision> decisions = life.lifecycle.versionIs(life.now(), "21");

        // Then
        assertThat(decisions).containsExactly(new Abandon(), new StartList(true));
        assertThat(life.age()).isGreaterThanOrEqualTo(TOO_LONG);
        assertThat(life.report().restarts()).containsEntry(RestartReason.EXPIRED, 1L);
    }

    /** After a restore, the same version of a pod may be another state. */
    @Test
    void listRepeatedAfterMoreThanAMinuteIsAFullRelist() {
        // Given
        List<Decision> first = life.afterPause(life.expired());
        life.pass(IN_TIME);
        List<Decision> second = life.afterPause(life.unreachable());

        // When
        life.pass(TOO_LONG.minus(IN_TIME));
        List<Decision> third = life.afterPause(life.unreachable());

        // Then
        assertThat(first).contains(new StartList(false));
        assertThat(second).contains(new StartList(false));
        assertThat(third).contains(new StartList(true));
    }

    @Test
    void listAnsweredAfterMoreThanAMinuteIsFollowedByAFullRelist() {
        // Given
        life.afterPause(life.expired());
        life.pass(IN_TIME);
        life.afterPause(life.unreachable());

        // When
        life.standStill(TOO_LONG.minus(IN_TIME));
        life.lifecycle.received();
        List<Decision> listed = life.lifecycle.listed("21");
        List<Decision> decisions = life.afterPause(life.lifecycle.tick());

        // Then
        assertThat(listed).isEmpty();
        assertThat(decisions).contains(new StartList(true));
        assertThat(life.lifecycle.listed("21")).contains(new OpenWatch("21"));
    }

    @Test
    void listAnsweredWithinAMinuteMayTakeLonger() {
        // Given
        life.afterPause(life.expired());

        // When
        for (int i = 0; i < 20; i++) {
            life.pass(Duration.ofSeconds(5));
            life.lifecycle.received();
        }

        // Then
        assertThat(life.lifecycle.listed("21")).contains(new OpenWatch("21"));
    }

    @Test
    void noListIsTriedWhileTheApiServerCannotBeReached() {
        // Given
        List<Decision> decisions = life.closed();
        long since = life.now();

        // When // Then
        while (life.now() - since < TOO_LONG.toNanos()) {
            assertThat(life.afterPause(decisions)).contains(new OpenWatch("10"));
            decisions = life.unreachable();
        }
    }

    @Test
    void minuteOfALongOutageIsNotCountedAnewByEachAttempt() {
        // Given
        resumedAfter(IN_TIME);
        life.pass(Duration.ofSeconds(9));
        life.afterPause(life.closed());
        life.pass(Duration.ofSeconds(2));
        life.lifecycle.opened();

        // When
        List<Decision> decisions = life.lifecycle.versionIs(life.now(), "10");

        // Then
        assertThat(decisions).containsExactly(new Abandon(), new StartList(true));
    }

    @Test
    void answerThatComesTooLateIsFollowedByAListThoughTheWatchWasOpenInTime() {
        // Given
        resumedAfter(IN_TIME);
        life.lifecycle.versionUnknown(life.now(), new Problem(RestartReason.THROTTLED, "too many requests"));
        assertThat(life.pass(Duration.ofSeconds(2))).containsExactly(new AskVersion(life.now()));
        long asked = life.now();
        life.pass(Duration.ofSeconds(9));

        // When
        List<Decision> decisions = life.lifecycle.versionIs(asked, "10");

        // Then
        assertThat(decisions).containsExactly(new Abandon(), new StartList(true));
    }

    @Test
    void standstillDoesNotMakeALateAnswerSufficient() {
        // Given
        resumedAfter(IN_TIME);
        life.standStill(Duration.ofSeconds(11));
        assertThat(life.lifecycle.tick()).containsExactly(new AskVersion(life.now()));

        // When
        List<Decision> decisions = life.lifecycle.versionIs(life.now(), "10");

        // Then
        assertThat(decisions).containsExactly(new Abandon(), new StartList(true));
    }

    @Test
    void bookmarkOnAResumedWatchConfirmsNothingBeforeTheAnswer() {
        // Given
        resumedAfter(IN_TIME);
        life.lifecycle.versionUnknown(life.now(), new Problem(RestartReason.THROTTLED, "too many requests"));

        // When
        life.lifecycle.read("20", true);
        life.lifecycle.read("21", false);

        // Then
        assertThat(life.age()).isGreaterThanOrEqualTo(IN_TIME);
    }

    @Test
    void watchThatOutlivesAStandstillIsKept() {
        // Given
        life.standStill(IN_TIME);
        life.lifecycle.tick();

        // When
        List<Decision> decisions = life.lifecycle.versionIs(life.now(), "10");

        // Then
        assertThat(decisions).isEmpty();
        assertThat(life.age()).isZero();
    }

    @Test
    void watchThatOutlivesALongStandstillIsReplacedByAList() {
        // Given: an event of the old API server lies in the socket; the restored one has the same versions
        life.standStill(TOO_LONG);
        List<Decision> asked = life.lifecycle.read("11", false);

        // When
        List<Decision> decisions = life.lifecycle.versionIs(life.now(), "12");
        life.lifecycle.read("12", false);

        // Then
        assertThat(asked).containsExactly(new AskVersion(life.now()));
        assertThat(decisions).containsExactly(new Abandon(), new StartList(true));
        assertThat(life.age()).isGreaterThanOrEqualTo(TOO_LONG);
    }

    @Test
    void firstWatchThatOpensAfterALongStandstillIsReplacedByAList() {
        // Given
        Life first = new Life();
        first.lifecycle.start();
        first.lifecycle.listed("10");
        first.standStill(TOO_LONG);
        first.lifecycle.opened();

        // When
        List<Decision> decisions = first.lifecycle.versionIs(first.now(), "12");

        // Then
        assertThat(decisions).containsExactly(new Abandon(), new StartList(true));
    }

    /** No API server is known to have continued from such a list. */
    @Test
    void listThatLayInTheSocketDuringALongStandstillIsRepeated() {
        // Given
        Life first = new Life();
        first.lifecycle.start();
        first.lifecycle.received();
        first.standStill(TOO_LONG);
        first.lifecycle.received();

        // When
        List<Decision> listed = first.lifecycle.listed("10");
        List<Decision> decisions = first.afterPause(first.lifecycle.tick());

        // Then
        assertThat(listed).isEmpty();
        assertThat(first.report().confirmedAt()).isEmpty();
        assertThat(decisions).contains(new StartList(true));
    }

    /** Its last part may have lain in the socket while the process stood still. */
    @Test
    void afterAListTheMinuteBeginsWithItsRequest() {
        // Given
        Life first = new Life();
        first.lifecycle.start();
        first.lifecycle.received();
        first.standStill(Duration.ofSeconds(19));
        first.lifecycle.listed("10");
        first.afterPause(first.unreachable());
        first.pass(Duration.ofSeconds(42));
        first.lifecycle.opened();

        // When
        List<Decision> decisions = first.lifecycle.versionIs(first.now(), "12");

        // Then
        assertThat(decisions).contains(new StartList(true));
    }

    @Test
    void watchesThatAllEndBeforeTheAnswerAreListedAfterAMinute() {
        // Given
        long since = life.now();
        int version = 10;
        List<Decision> decisions = life.closed();

        // When
        while (!decisions.contains(new StartList(true)) && life.now() - since < 2 * TOO_LONG.toNanos()) {
            life.lifecycle.opened();
            life.pass(Duration.ofSeconds(1));
            life.lifecycle.read(Integer.toString(++version), false);
            decisions = life.afterPause(life.closed());
        }

        // Then
        assertThat(decisions).containsExactly(new Abandon(), new StartList(true));
        assertThat(life.now() - since).isGreaterThan(Attempt.Resume.LIMIT.toNanos());
    }

    @Test
    void versionsThatCannotBeComparedAreListedAfterALostWatch() {
        // Given
        life.lifecycle.read("b", false);
        life.afterPause(life.closed());
        life.lifecycle.opened();

        // When
        List<Decision> decisions = life.lifecycle.versionIs(life.now(), "c");

        // Then
        assertThat(decisions).containsExactly(new Abandon(), new StartList(false));
    }

    @Test
    void serverThatBreaksEachWatchAtOnceIsPausedForLongerEachTimeAndThenListed() {
        // Given
        Duration before = Duration.ZERO;
        List<Decision> decisions = life.unreachable();
        int watches = 1;

        // When
        while (life.afterPause(decisions).contains(new OpenWatch("10"))) {
            assertThat(Life.pause(decisions)).isPositive().isGreaterThanOrEqualTo(before.dividedBy(2));
            before = Life.pause(decisions);
            life.lifecycle.opened();
            decisions = life.unreachable();
            watches++;
        }

        // Then
        assertThat(watches).isEqualTo(8);
        assertThat(before).isGreaterThan(Duration.ofSeconds(8));
    }

    /** A watch that is open again after its connection was lost for some time. */
    private void resumedAfter(Duration outage) {
        List<Decision> decisions = life.closed();
        long since = life.now();
        while (life.now() - since < outage.toNanos()) {
            life.afterPause(decisions);
            decisions = life.unreachable();
        }
        life.afterPause(decisions);
        life.lifecycle.opened();
    }
}
