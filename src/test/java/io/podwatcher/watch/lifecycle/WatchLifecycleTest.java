package io.podwatcher.watch.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwatcher.messages.watch.RestartReason;
import io.podwatcher.messages.watch.WatchReport;
import io.podwatcher.watch.lifecycle.Decision.Abandon;
import io.podwatcher.watch.lifecycle.Decision.AskVersion;
import io.podwatcher.watch.lifecycle.Decision.CompleteList;
import io.podwatcher.watch.lifecycle.Decision.OpenWatch;
import io.podwatcher.watch.lifecycle.Decision.StartList;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class WatchLifecycleTest {

    private static final Problem LOST = new Problem(RestartReason.NOT_TAKEN, "the map did not apply 1 change");

    @Test
    void itBeginsWithAListOfAllPods() {
        // Given
        Life life = new Life();

        // When
        List<Decision> decisions = life.lifecycle.start();

        // Then
        assertThat(decisions).containsExactly(new StartList(false));
        assertThat(life.report()).isEqualTo(WatchReport.INITIAL);
    }

    @Test
    void completeListIsTrueOfItsBeginningAndFollowedByAWatchFromItsVersion() {
        // Given
        Life life = new Life();
        life.lifecycle.start();
        long began = life.now();
        life.pass(Duration.ofSeconds(6));

        // When
        List<Decision> decisions = life.lifecycle.listed("10");

        // Then
        assertThat(decisions).containsExactly(new CompleteList(began, "10"), new OpenWatch("10"));
        assertThat(life.age()).isEqualTo(Duration.ofSeconds(6));
    }

    @Test
    void watchThatEndsAsUsualIsFollowedAtOnceByOneFromTheNewestVersion() {
        // Given
        Life life = Life.open();
        life.lifecycle.read("11", false);
        life.lifecycle.read("14", true);

        // When
        List<Decision> decisions = life.closed();

        // Then
        assertThat(decisions).containsExactly(new Abandon(), new OpenWatch("14"));
        assertThat(life.report().restarts()).isEqualTo(Map.of(RestartReason.CLOSED, 1L));
        assertThat(life.report().problem()).isEmpty();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = "")
    void eventWithoutAVersionDoesNotMoveThePlaceFromWhichTheNextWatchGoesOn(String none) {
        // Given
        Life life = Life.open();
        life.lifecycle.read("11", false);
        life.lifecycle.read(none, false);

        // When
        List<Decision> decisions = life.closed();

        // Then
        assertThat(decisions).contains(new OpenWatch("11"));
    }

    @Test
    void watchThatIsTooOldIsFollowedAtOnceByAList() {
        // Given
        Life life = Life.open();
        life.lifecycle.read("11", false);

        // When
        List<Decision> decisions = life.expired();

        // Then
        assertThat(decisions).containsExactly(new Abandon(), new StartList(false));
        assertThat(life.report().restarts()).isEqualTo(Map.of(RestartReason.EXPIRED, 1L));
    }

    @Test
    void whatTheMapDidNotTakeIsMadeGoodByAListOfEverything() {
        // Given
        Life life = Life.open();
        life.lifecycle.read("11", false);

        // When
        List<Decision> decisions = life.afterPause(life.lifecycle.lost(LOST));

        // Then
        assertThat(decisions).containsExactly(new StartList(true));
        assertThat(life.report().problem()).contains("the map did not apply 1 change");
    }

    @Test
    void whatTheMapDidNotTakeIsMadeGoodThoughItIsKnownInAPauseOnly() {
        // Given
        Life life = Life.open();
        List<Decision> ending = life.lifecycle.ended(new Problem(RestartReason.UNREADABLE, "no JSON"));

        // When
        List<Decision> decisions = life.lifecycle.lost(LOST);

        // Then
        assertThat(decisions).isEmpty();
        assertThat(life.afterPause(ending)).containsExactly(new StartList(true));
    }

    @Test
    void listThatGetsLostWhileItIsListedIsListedAgain() {
        // Given
        Life life = new Life();
        life.lifecycle.start();

        // When
        List<Decision> decisions = life.lifecycle.lost(LOST);

        // Then
        assertThat(decisions).startsWith(new Abandon());
        assertThat(life.afterPause(decisions)).containsExactly(new StartList(true));
    }

    @Test
    void listOfWhichNothingComesIsAbandonedAndOneThatComesSlowlyIsNot() {
        // Given
        Life life = new Life();
        life.lifecycle.start();
        life.pass(Duration.ofSeconds(19));
        life.lifecycle.received();

        // When
        List<Decision> slow = life.pass(Duration.ofSeconds(19));
        List<Decision> dead = life.pass(Duration.ofSeconds(2));

        // Then
        assertThat(slow).isEmpty();
        assertThat(dead).startsWith(new Abandon());
        assertThat(life.report().problem()).contains("the API server has stopped answering");
    }

    @Test
    void watchThatDoesNotOpenIsAbandoned() {
        // Given
        Life life = new Life();
        life.lifecycle.start();
        life.lifecycle.listed("10");

        // When
        List<Decision> decisions = life.pass(Duration.ofSeconds(21));

        // Then
        assertThat(decisions).containsExactly(new Abandon(), new OpenWatch("10"));
        assertThat(life.report().restarts()).isEqualTo(Map.of(RestartReason.CONNECTION, 1L));
    }

    @Test
    void watchThatBringsNothingIsFollowedByAList() {
        // Given
        Life life = Life.confirmed();

        // When
        List<Decision> decisions = life.pass(Duration.ofSeconds(151));

        // Then
        assertThat(decisions).containsExactly(new Abandon(), new StartList(true));
        assertThat(life.report().problem()).contains("the watch brings nothing, not even a bookmark");
        assertThat(life.report().restarts()).isEqualTo(Map.of(RestartReason.SILENT, 1L));
    }

    @Test
    void shortMaxAgeIsNamedWhereTheWatchIsTakenForSilent() {
        // Given
        Life life = Life.open(new WatchLimits(Backoff.USUAL, Duration.ofSeconds(8), Duration.ofSeconds(20)));

        // When
        life.pass(Duration.ofSeconds(9));

        // Then
        assertThat(life.report().problem())
                .hasValueSatisfying(words -> assertThat(words).contains("WATCH_MAX_AGE should be 90s or longer"));
    }

    @Test
    void listThatTakesLongerThanTheMapMayBeOldSaysSoUntilItIsFaster() {
        // Given
        Life life = new Life(new WatchLimits(Backoff.USUAL, Duration.ofSeconds(8), Duration.ofSeconds(20)));
        life.lifecycle.start();
        life.pass(Duration.ofSeconds(12));
        life.lifecycle.listed("10");
        life.lifecycle.opened();
        life.lifecycle.read("11", false);

        // When
        String slow = life.report().problem().orElse("");
        life.expired();
        life.lifecycle.listed("12");

        // Then
        assertThat(slow).contains("a list of all pods takes 12 s").contains("WATCH_MAX_AGE");
        assertThat(life.report().problem()).isEmpty();
    }

    @Test
    void watchWorksWhenItHasBroughtSomething() {
        // Given
        Life life = Life.open();
        life.afterPause(life.lifecycle.ended(new Problem(RestartReason.UNREADABLE, "no JSON")));
        life.lifecycle.listed("12");
        life.lifecycle.opened();
        assertThat(life.report().failures()).isEqualTo(1);

        // When
        life.lifecycle.read("13", true);

        // Then
        assertThat(life.report().problem()).isEmpty();
        assertThat(life.report().failures()).isZero();
        assertThat(life.report().lastError())
                .contains(new WatchReport.Failure(RestartReason.UNREADABLE, "no JSON", Life.NOW));
    }

    @Test
    void quietWatchWorksWhenItHasStayedOpenForAWhile() {
        // Given
        Life life = Life.open();
        life.afterPause(life.closed());
        life.afterPause(life.unreachable());
        life.lifecycle.opened();
        life.lifecycle.versionIs(life.now(), "10");
        assertThat(life.report().problem()).contains("Connection refused");

        // When
        life.pass(Duration.ofSeconds(4));

        // Then
        assertThat(life.report().problem()).isEmpty();
    }

    @Test
    void versionIsAskedForAgainWhenItCouldNotBeTold() {
        // Given
        Life life = Life.open();
        life.lifecycle.versionUnknown(life.now(), new Problem(RestartReason.SERVER_ERROR, "etcd is sick"));

        // When
        List<Decision> decisions = life.pass(Duration.ofSeconds(2));

        // Then
        assertThat(decisions).containsExactly(new AskVersion(life.now()));
        assertThat(life.report().problem()).contains("etcd is sick");
    }

    @Test
    void whatComesTooLateIsIgnored() {
        // Given
        Life life = Life.confirmed();

        // When // Then
        assertThat(life.lifecycle.start()).isEmpty();
        assertThat(life.lifecycle.listed("11")).isEmpty();
        assertThat(life.lifecycle.opened()).isEmpty();
        assertThat(life.lifecycle.closedWhileOpening()).isEmpty();
        assertThat(life.lifecycle.start()).isEmpty();
        assertThat(life.lifecycle.versionIs(life.now() - 1, "1")).isEmpty();
        assertThat(life.report().restarts()).isEmpty();
    }

    @Test
    void nothingCanEndDuringAPause() {
        // Given
        Life life = Life.confirmed();
        Duration pause = Life.pause(life.lifecycle.ended(LOST));

        // When // Then
        assertThat(pause).isPositive();
        assertThat(life.lifecycle.ended(LOST)).isEmpty();
        assertThat(life.report().restarts()).containsExactly(Map.entry(LOST.reason(), 1L));
    }

    @Test
    void watchThatIsClosedAsSoonAsItIsOpenIsTooOld() {
        // Given
        Life life = new Life();
        life.lifecycle.start();
        life.lifecycle.listed("10");

        // When
        List<Decision> decisions = life.lifecycle.closedWhileOpening();

        // Then
        assertThat(decisions).containsExactly(new Abandon(), new StartList(false));
        assertThat(life.report().restarts()).containsExactly(Map.entry(RestartReason.EXPIRED, 1L));
    }

    @Test
    void nothingIsDoneAfterItsClose() {
        // Given
        Life life = Life.confirmed();

        // When
        life.lifecycle.close();

        // Then
        assertThat(life.closed()).isEmpty();
        assertThat(life.lifecycle.lost(LOST)).isEmpty();
        assertThat(life.lifecycle.read("12", false)).isEmpty();
        assertThat(life.pass(Duration.ofMinutes(10))).isEmpty();
    }
}
