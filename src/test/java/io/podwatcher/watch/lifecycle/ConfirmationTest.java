package io.podwatcher.watch.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwatcher.messages.watch.RestartReason;
import io.podwatcher.watch.lifecycle.Decision.AskVersion;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An event is true of the moment of its version, not of the moment when it is read. */
class ConfirmationTest {

    /** Not too long for a watch to be resumed. */
    private static final Duration OUTAGE = Duration.ofSeconds(40);

    @Test
    void eventsOfAWatchThatHasCaughtUpConfirmTheMapWhenTheyAreRead() {
        // Given
        Life life = Life.confirmed();
        life.pass(Duration.ofSeconds(20));

        // When
        life.lifecycle.read("11", false);

        // Then
        assertThat(life.age()).isZero();
    }

    @Test
    void replayedEventsOfAWatchThatWasOpenedAfterAnOutageConfirmNothing() {
        // Given
        Life life = backAfterAnOutage();

        // When
        life.lifecycle.read("11", false);
        life.lifecycle.versionIs(life.now(), "20");
        life.lifecycle.read("19", false);

        // Then
        assertThat(life.age()).isGreaterThanOrEqualTo(OUTAGE);
    }

    @Test
    void replayIsOverWhenTheVersionThatWasAskedForMeanwhileIsReached() {
        // Given
        Life life = backAfterAnOutage();
        long asked = life.now();
        life.lifecycle.versionIs(asked, "20");
        life.pass(Duration.ofMillis(900));

        // When
        life.lifecycle.read("20", false);

        // Then
        assertThat(life.age()).isEqualTo(Duration.ofMillis(900));
        life.lifecycle.read("21", false);
        assertThat(life.age()).isZero();
    }

    @Test
    void replayThatTakesLongIsFollowedByWhatHasHappenedMeanwhileSoTheVersionIsAskedForAgain() {
        // Given
        Life life = backAfterAnOutage();
        life.lifecycle.versionIs(life.now(), "20");
        life.pass(Duration.ofSeconds(6));

        // When
        List<Decision> decisions = life.lifecycle.read("20", false);
        life.lifecycle.read("21", false);

        // Then
        assertThat(decisions).containsExactly(new AskVersion(life.now()));
        assertThat(life.age()).isEqualTo(Duration.ofSeconds(6));
        life.lifecycle.versionIs(life.now(), "25");
        life.lifecycle.read("25", false);
        assertThat(life.age()).isZero();
    }

    @Test
    void bookmarkOfANewWatchWasSentAfterItsOpening() {
        // Given
        Life life = backAfterAnOutage();
        life.lifecycle.versionIs(life.now(), "20");
        life.pass(Duration.ofSeconds(2));

        // When
        life.lifecycle.read("19", true);

        // Then
        assertThat(life.age()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void bookmarkOfTheWatchAfterAListConfirmsTheMapThoughTheVersionCannotBeAskedFor() {
        // Given
        Life life = Life.open();
        life.lifecycle.versionUnknown(life.now(), new Problem(RestartReason.THROTTLED, "too many requests"));
        life.pass(Duration.ofSeconds(1));

        // When
        life.lifecycle.read("19", true);

        // Then
        assertThat(life.age()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void whatWasInTheSocketWhileTheProcessStoodStillConfirmsNothing() {
        // Given
        Life life = Life.confirmed();
        life.lifecycle.read("11", false);
        life.standStill(Duration.ofMinutes(1));

        // When
        List<Decision> decisions = life.lifecycle.read("12", false);
        life.lifecycle.read("13", true);

        // Then
        assertThat(decisions).containsExactly(new AskVersion(life.now()));
        assertThat(life.age()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void bookmarkAfterAStandstillConfirmsNothingBeforeTheVersionIsReached() {
        // Given
        Life life = Life.confirmed();
        life.standStill(Duration.ofMinutes(1));
        life.lifecycle.tick();
        long asked = life.now();
        life.lifecycle.versionIs(asked, "20");

        // When
        life.lifecycle.read("19", true);
        Duration before = life.age();
        life.lifecycle.read("20", true);

        // Then
        assertThat(before).isEqualTo(Duration.ofMinutes(1));
        assertThat(life.age()).isZero();
    }

    @Test
    void answerToAQuestionFromBeforeAStandstillIsWorthNothing() {
        // Given
        Life life = Life.open();
        long asked = life.now();
        life.standStill(Duration.ofMinutes(1));

        // When
        List<Decision> decisions = life.lifecycle.versionIs(asked, "10");

        // Then
        assertThat(decisions).containsExactly(new AskVersion(life.now()));
        assertThat(life.age()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void watchThatWasOpenedWhileTheProcessStoodStillIsInDoubtLikeOneThatWasOpenBefore() {
        // Given
        Life life = new Life();
        life.lifecycle.start();
        life.lifecycle.listed("10");
        life.standStill(Duration.ofMinutes(1));
        life.lifecycle.opened();

        // When
        life.lifecycle.read("11", true);
        life.lifecycle.read("12", false);

        // Then
        assertThat(life.age()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void quietServerConfirmsTheMapByItsVersionAlone() {
        // Given
        Life life = backAfterAnOutage();

        // When
        life.lifecycle.versionIs(life.now(), "10");

        // Then
        assertThat(life.age()).isZero();
    }

    @Test
    void watchThatDoesNotCatchUpIsFollowedByAList() {
        // Given
        Life life = backAfterAnOutage();
        life.lifecycle.versionIs(life.now(), "1000");

        // When
        for (int second = 0; second < 160 && life.report().restarts().get(RestartReason.SILENT) == null; second++) {
            life.pass(Duration.ofSeconds(1));
            life.lifecycle.read(Integer.toString(20 + second), false);
        }

        // Then
        assertThat(life.report().problem()).contains("the watch does not catch up with the API server");
        assertThat(life.age()).isGreaterThan(OUTAGE);
    }

    @Test
    void lateTickIsAStandstillToo() {
        // Given
        Life life = Life.confirmed();
        life.standStill(Duration.ofMillis(1100));

        // When
        List<Decision> decisions = life.lifecycle.tick();

        // Then
        assertThat(decisions).containsExactly(new AskVersion(life.now()));
    }

    private static Life backAfterAnOutage() {
        Life life = Life.confirmed();
        List<Decision> decisions = life.closed();
        long since = life.now();
        while (life.now() - since < OUTAGE.toNanos()) {
            life.afterPause(decisions);
            decisions = life.unreachable();
        }
        life.afterPause(decisions);
        life.lifecycle.opened();
        return life;
    }
}
