package io.podwatcher.watch.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwatcher.fission.HttpTrigger;
import io.podwatcher.log.LogLines;
import io.podwatcher.log.RateLimit;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** How much text of triggers is kept, and that a trigger without its text may answer any request. */
class TextBoundTest {

    private static final long SETTLING = TimeUnit.SECONDS.toNanos(5);
    private static final int LARGE = 1 << 20;

    private final RouterState router = new RouterState(Set.of("shop"), FissionOptions.SETTLING, new RateLimit(5));
    private long now;

    @Test
    void triggerForWhoseTextThereIsNoRoomMayAnswerAnyRequest() {
        // Given
        fill();

        // When
        router.put(trigger("late", "/late"), now);

        // Then
        assertThat(late()).containsExactly(trigger("late", "/late").withoutText());
    }

    @Test
    void triggerForWhoseTextThereIsNoRoomIsNamedInTheLog() {
        // Given
        fill();

        // When
        try (LogLines log = new LogLines()) {
            router.put(trigger("late", "/late"), now);

            // Then
            assertThat(log.with("shop/late counts as one that may answer any request"))
                    .hasSize(1);
        }
    }

    @Test
    void triggersBeforeTheBoundKeepTheirText() {
        // When
        fill();

        // Then
        assertThat(router.entries(now))
                .allSatisfy(entry -> assertThat(entry.trigger().relativeUrl()).hasSizeGreaterThan(LARGE / 2));
    }

    @Test
    void textOfADeletedTriggerTakesRoomAsLongAsItIsPossible() {
        // Given
        fill();
        router.removeTrigger(new ObjectId("shop", "large-0", 1), now);

        // When
        router.put(trigger("late", "/late"), now);

        // Then
        assertThat(late()).containsExactly(trigger("late", "/late").withoutText());
    }

    @Test
    void thereIsRoomAgainWhenADeletedTriggerIsNoLongerPossible() {
        // Given
        fill();
        router.put(trigger("late", "/late"), now);
        router.removeTrigger(new ObjectId("shop", "large-0", 1), now);
        now += SETTLING;
        router.entries(now);

        // When
        router.put(trigger("late", "/late"), now);

        // Then
        assertThat(late()).contains(trigger("late", "/late"));
        now += SETTLING;
        assertThat(late()).containsExactly(trigger("late", "/late"));
    }

    @Test
    void triggerWithoutTextThatIsReportedAgainHasNotChanged() {
        // Given
        fill();
        router.put(trigger("late", "/late"), now);
        now += SETTLING;
        router.entries(now);

        // When
        router.put(trigger("late", "/late"), now);

        // Then
        assertThat(router.hasChanged(now)).isFalse();
        assertThat(late()).hasSize(1);
    }

    @Test
    void triggerThatIsReportedAgainWhileThereIsNoRoomKeepsItsText() {
        // Given
        router.put(trigger("late", "/late"), now);
        fill(trigger("late", "/late").characters());
        router.entries(now);

        // When
        router.put(trigger("late", "/late"), now);

        // Then
        assertThat(router.hasChanged(now)).isFalse();
        assertThat(late()).containsExactly(trigger("late", "/late"));
    }

    @Test
    void changesOfOneTriggerTakeNoRoomForGood() {
        // When
        for (int i = 0; i < 100; i++) {
            router.put(trigger("late", "/" + i + "x".repeat(LARGE)), now);
            now += SETTLING;
            router.entries(now);
        }

        // Then
        assertThat(late()).containsExactly(trigger("late", "/99" + "x".repeat(LARGE)));
    }

    private void fill() {
        fill(0);
    }

    /** Fills the room except for so many characters, which are taken already. */
    private void fill(int taken) {
        long characters = taken;
        for (int i = 0; characters < RouterState.MAX_CHARACTERS - LARGE; i++) {
            HttpTrigger large = trigger("large-" + i, "/" + "x".repeat(LARGE));
            characters += large.characters();
            router.put(large, now);
        }
        int room = (int)
                (RouterState.MAX_CHARACTERS - characters - trigger("rest", "").characters());
        router.put(trigger("rest", "x".repeat(room)), now);
    }

    private List<HttpTrigger> late() {
        return router.entries(now).stream()
                .map(entry -> entry.trigger())
                .filter(trigger -> trigger.name().equals("late"))
                .toList();
    }

    private static HttpTrigger trigger(String name, String path) {
        return Triggers.trigger(name, "shop", path, "cart");
    }
}
