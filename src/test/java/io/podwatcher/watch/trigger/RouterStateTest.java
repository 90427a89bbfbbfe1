package io.podwatcher.watch.trigger;

import static io.podwatcher.watch.trigger.Triggers.id;
import static io.podwatcher.watch.trigger.Triggers.trigger;
import static org.assertj.core.api.Assertions.assertThat;

import io.podwatcher.fission.HttpTrigger;
import io.podwatcher.log.RateLimit;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is sure of the router's triggers and functions, by a clock of the test's own. */
class RouterStateTest {

    private static final long SETTLING = TimeUnit.SECONDS.toNanos(5);
    private static final HttpTrigger CART = trigger("1", "shop", "/cart", "cart");
    private static final HttpTrigger MOVED = trigger("1", "shop", "/moved", "cart");

    private final RouterState router =
            new RouterState(Set.of("shop", "news"), FissionOptions.SETTLING, new RateLimit(5));

    /** When the function has just settled; clocks may be negative. */
    private long now = -SETTLING;

    @BeforeEach
    void functionOfCart() {
        router.put(function(1, "cart"), now - SETTLING);
        entries();
    }

    @Test
    void newTriggerIsSureAfterFiveSeconds() {
        // When
        router.put(CART, now);

        // Then
        assertThat(entries()).containsExactly("shop /cart unsure");
        pass(SETTLING - 1);
        assertThat(entries()).containsExactly("shop /cart unsure");
        pass(1);
        assertThat(entries()).containsExactly("shop /cart sure");
    }

    @Test
    void changedTriggerIsPossibleInBothStatesForFiveSeconds() {
        // Given
        router.put(CART, now);
        pass(SETTLING);

        // When
        router.put(MOVED, now);

        // Then
        assertThat(entries()).containsExactlyInAnyOrder("shop /moved unsure", "shop /cart unsure");
        pass(SETTLING - 1);
        assertThat(entries()).containsExactlyInAnyOrder("shop /moved unsure", "shop /cart unsure");
        pass(1);
        assertThat(entries()).containsExactly("shop /moved sure");
    }

    @Test
    void eachStateOfATriggerThatChangesTwiceIsPossible() {
        // Given
        router.put(CART, now);

        // When
        router.put(MOVED, now);
        pass(1);
        router.put(CART, now);

        // Then
        assertThat(entries()).containsExactlyInAnyOrder("shop /cart unsure", "shop /cart unsure", "shop /moved unsure");
        pass(SETTLING);
        assertThat(entries()).containsExactly("shop /cart sure");
    }

    @Test
    void deletedTriggerIsPossibleForFiveSeconds() {
        // Given
        router.put(CART, now);
        pass(SETTLING);

        // When
        router.removeTrigger(id(CART), now);

        // Then
        assertThat(entries()).containsExactly("shop /cart unsure");
        assertThat(router.triggers()).isZero();
        pass(SETTLING - 1);
        assertThat(entries()).containsExactly("shop /cart unsure");
        pass(1);
        assertThat(entries()).isEmpty();
    }

    @Test
    void triggerThatIsDeletedAndMadeAgainIsUnsure() {
        // Given
        router.put(CART, now);
        pass(SETTLING);

        // When
        router.removeTrigger(id(CART), now);
        router.put(CART, now);

        // Then
        assertThat(entries()).containsExactlyInAnyOrder("shop /cart unsure", "shop /cart unsure");
        pass(SETTLING);
        assertThat(entries()).containsExactly("shop /cart sure");
    }

    @Test
    void triggerThatIsReportedAgainUnchangedStaysSure() {
        // Given
        router.put(CART, now);
        pass(SETTLING);
        entries();

        // When
        router.put(trigger("1", "shop", "/cart", "cart"), now);

        // Then
        assertThat(router.hasChanged(now)).isFalse();
        assertThat(entries()).containsExactly("shop /cart sure");
    }

    @Test
    void triggerIsSureOnlyWithItsFunction() {
        // When
        router.put(trigger("1", "shop", "/cart", "other"), now);
        router.put(trigger("2", "news", "/cart", "cart"), now);
        router.put(trigger("3", "shop", "/both", "cart", "other"), now);
        router.put(trigger("4", "shop", "/none"), now);
        pass(SETTLING);

        // Then
        assertThat(entries())
                .containsExactlyInAnyOrder(
                        "shop /cart unsure", "news /cart unsure", "shop /both unsure", "shop /none unsure");
    }

    @Test
    void triggerIsUnsureUntilItsNewFunctionHasSettled() {
        // Given
        router.put(trigger("1", "shop", "/cart", "cart", "other"), now);
        pass(SETTLING);
        assertThat(entries()).containsExactly("shop /cart unsure");

        // When
        router.put(function(2, "other"), now);

        // Then
        pass(SETTLING - 1);
        assertThat(entries()).containsExactly("shop /cart unsure");
        pass(1);
        assertThat(entries()).containsExactly("shop /cart sure");
    }

    @Test
    void triggerIsUnsureAsSoonAsItsFunctionIsDeletedAndForFiveSecondsAfterItsReturn() {
        // Given
        router.put(CART, now);
        pass(SETTLING);
        assertThat(entries()).containsExactly("shop /cart sure");

        // When
        router.removeFunction(function(1, "cart"), now);

        // Then
        assertThat(router.hasChanged(now)).isTrue();
        assertThat(entries()).containsExactly("shop /cart unsure");
        router.put(function(2, "cart"), now);
        pass(SETTLING - 1);
        assertThat(entries()).containsExactly("shop /cart unsure");
        pass(1);
        assertThat(entries()).containsExactly("shop /cart sure");
    }

    @Test
    void functionThatIsReportedAgainStaysSure() {
        // Given
        router.put(CART, now);
        pass(SETTLING);
        entries();

        // When
        router.put(function(1, "cart"), now);

        // Then
        assertThat(router.hasChanged(now)).isFalse();
        assertThat(entries()).containsExactly("shop /cart sure");
    }

    @Test
    void functionThatReplacesAnotherOfItsNameIsUnsureUntilItHasSettled() {
        // Given
        router.put(CART, now);
        pass(SETTLING);

        // When
        router.put(function(2, "cart"), now);

        // Then
        assertThat(entries()).containsExactly("shop /cart unsure");
        router.removeFunction(function(1, "cart"), now);
        pass(SETTLING);
        assertThat(entries()).containsExactly("shop /cart sure");
    }

    @Test
    void triggerThatReplacesAnotherOfItsNameIsUnsureUntilItHasSettled() {
        // Given
        router.put(CART, now);
        pass(SETTLING);

        // When
        router.put(trigger(2, "1", "shop", "/cart", "cart"), now);

        // Then
        assertThat(entries()).containsExactlyInAnyOrder("shop /cart unsure", "shop /cart unsure");
        router.removeTrigger(id(CART), now);
        assertThat(router.triggers()).isOne();
        pass(SETTLING);
        assertThat(entries()).containsExactly("shop /cart sure");
    }

    @Test
    void triggersThatAListDoesNotReportAreDeleted() {
        // Given
        HttpTrigger other = trigger("1", "news", "/cart", "cart");
        HttpTrigger till = trigger("2", "shop", "/till", "cart");
        router.put(CART, now);
        router.put(other, now);
        router.put(till, now);
        pass(SETTLING);

        // When
        router.retainTriggers(Set.of(id(CART), id(trigger(2, "2", "shop", "/till", "cart"))), now);

        // Then
        assertThat(router.triggers()).isOne();
        assertThat(entries()).containsExactlyInAnyOrder("shop /cart sure", "news /cart unsure", "shop /till unsure");
        pass(SETTLING);
        assertThat(entries()).containsExactly("shop /cart sure");
    }

    @Test
    void functionsThatAListDoesNotReportAreDeleted() {
        // Given
        router.put(function(2, "till"), now - SETTLING);
        router.put(CART, now);
        router.put(trigger("2", "shop", "/till", "till"), now);
        pass(SETTLING);
        assertThat(entries()).containsExactlyInAnyOrder("shop /cart sure", "shop /till sure");

        // When
        router.retainFunctions(Set.of(function(2, "till")), now);

        // Then
        assertThat(router.hasChanged(now)).isTrue();
        assertThat(entries()).containsExactlyInAnyOrder("shop /cart unsure", "shop /till sure");
    }

    @Test
    void listThatReportsEverythingAgainChangesNothing() {
        // Given
        router.put(CART, now);
        pass(SETTLING);
        entries();

        // When
        router.retainTriggers(Set.of(id(CART)), now);
        router.retainFunctions(Set.of(function(1, "cart")), now);

        // Then
        assertThat(router.hasChanged(now)).isFalse();
    }

    @Test
    void triggerOfANamespaceThatTheRouterDoesNotServeIsUnsure() {
        // Given
        router.put(new ObjectId("media", "cart", 2), now - SETTLING);

        // When
        router.put(trigger("1", "media", "/cart", "cart"), now);
        pass(SETTLING);

        // Then
        assertThat(entries()).containsExactly("media /cart unsure");
    }

    @Test
    void entriesChangeWhenSomethingHappensAndWhenSomethingHasSettled() {
        // Given
        assertThat(router.hasChanged(now)).isFalse();

        // When
        router.put(CART, now);

        // Then
        assertThat(router.hasChanged(now)).isTrue();
        entries();
        assertThat(router.hasChanged(now + SETTLING - 1)).isFalse();
        assertThat(router.hasChanged(now + SETTLING)).isTrue();
        pass(SETTLING);
        entries();
        assertThat(router.hasChanged(now + 1000 * SETTLING)).isFalse();
    }

    @Test
    void entriesChangeWhenTheFirstOfSeveralHasSettled() {
        // Given
        router.put(trigger("2", "shop", "/till", "cart"), now);
        pass(1);

        // When
        router.put(CART, now);

        // Then
        entries();
        assertThat(router.hasChanged(now + SETTLING - 2)).isFalse();
        assertThat(router.hasChanged(now + SETTLING - 1)).isTrue();
    }

    @Test
    void entriesChangeWhenADeletedTriggerIsNoLongerPossible() {
        // Given
        router.put(CART, now);
        pass(SETTLING);
        entries();

        // When
        router.removeTrigger(id(CART), now);

        // Then
        assertThat(router.hasChanged(now)).isTrue();
        entries();
        assertThat(router.hasChanged(now + SETTLING - 1)).isFalse();
        assertThat(router.hasChanged(now + SETTLING)).isTrue();
    }

    private static ObjectId function(long uid, String name) {
        return new ObjectId("shop", name, uid);
    }

    private void pass(long nanos) {
        now += nanos;
    }

    private List<String> entries() {
        return router.entries(now).stream()
                .map(entry -> entry.trigger().namespace() + " "
                        + entry.trigger().relativeUrl() + (entry.sure() ? " sure" : " unsure"))
                .toList();
    }
}
