package io.podwatcher.watch.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwatcher.messages.watch.RestartReason;
import io.podwatcher.watch.lifecycle.Decision.Abandon;
import io.podwatcher.watch.lifecycle.Decision.AskVersion;
import io.podwatcher.watch.lifecycle.Decision.CompleteList;
import io.podwatcher.watch.lifecycle.Decision.OpenWatch;
import io.podwatcher.watch.lifecycle.Decision.StartList;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An etcd that was restored from a backup: the API server counts again from there, and what was known is of no use. */
class VersionsGoBackTest {

    private final Life life = Life.confirmed();

    @Test
    void lowerVersionAfterALostConnectionMakesAllPodsBeListedFromNothing() {
        // Given
        life.lifecycle.read("1500", false);
        life.afterPause(life.closed());
        life.lifecycle.opened();

        // When
        List<Decision> decisions = life.lifecycle.versionIs(life.now(), "1000");

        // Then
        assertThat(decisions).containsExactly(new Abandon(), new StartList(true));
        assertThat(life.report().restarts()).containsEntry(RestartReason.RESTORED, 1L);
    }

    @Test
    void lowerVersionOfAnEventMakesTheVersionBeAskedForAndConfirmsNothing() {
        // Given
        life.lifecycle.read("1500", false);
        life.lifecycle.read("1000", false);
        life.lifecycle.read("1501", false);

        // When
        List<Decision> decisions = life.pass(Duration.ofSeconds(1));

        // Then
        assertThat(decisions).containsExactly(new AskVersion(life.now()));
        assertThat(life.age()).isEqualTo(Duration.ofSeconds(1));
        assertThat(life.lifecycle.versionIs(life.now(), "1002")).containsExactly(new Abandon(), new StartList(true));
    }

    @Test
    void watchThatReplaysWithoutAReasonIsNoRestore() {
        // Given
        life.lifecycle.read("1500", false);
        life.lifecycle.read("1000", false);
        life.pass(Duration.ofSeconds(1));

        // When
        List<Decision> decisions = life.lifecycle.versionIs(life.now(), "1500");

        // Then
        assertThat(decisions).isEmpty();
        assertThat(life.age()).isZero();
        assertThat(life.closed()).contains(new OpenWatch("1500"));
    }

    @Test
    void lowerVersionOfAListMakesAllPodsBeListedFromNothing() {
        // Given
        life.lifecycle.read("1500", false);
        life.expired();

        // When
        List<Decision> decisions = life.lifecycle.listed("1000");

        // Then
        assertThat(decisions).containsExactly(new Abandon(), new StartList(true));
    }

    @Test
    void mapIsNotConfirmedBeforeThatListIsComplete() {
        // Given
        life.lifecycle.read("1500", false);
        long before = life.report().confirmedAt().orElseThrow();
        life.afterPause(life.closed());
        life.lifecycle.opened();
        life.lifecycle.read("1501", false);
        life.lifecycle.versionIs(life.now(), "1000");
        long began = life.now();
        life.pass(Duration.ofSeconds(5));
        assertThat(life.report().confirmedAt()).contains(before);

        // When
        List<Decision> decisions = life.lifecycle.listed("1001");

        // Then
        assertThat(decisions).containsExactly(new CompleteList(began, "1001"), new OpenWatch("1001"));
        assertThat(life.report().confirmedAt()).contains(began);
    }

    @Test
    void answerThatWasOvertakenByAnEventIsNoLowerVersion() {
        // Given
        life.lifecycle.read("1500", false);
        life.afterPause(life.closed());
        life.lifecycle.opened();
        long asked = life.now();
        life.lifecycle.read("1510", false);

        // When
        List<Decision> decisions = life.lifecycle.versionIs(asked, "1505");

        // Then
        assertThat(decisions).isEmpty();
        assertThat(life.report().confirmedAt()).contains(asked);
    }

    @Test
    void versionsThatAreNoNumbersAreNotCompared() {
        // Given
        life.lifecycle.read("b", false);

        // When
        List<Decision> decisions = life.lifecycle.read("a", false);

        // Then
        assertThat(decisions).isEmpty();
    }
}
