package io.podwatcher.decisions;

import static io.podwatcher.decisions.Batches.allowed;
import static io.podwatcher.decisions.Batches.pod;
import static io.podwatcher.decisions.Batches.query;
import static io.podwatcher.decisions.Batches.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.podwatcher.authorize.Denial;
import io.podwatcher.messages.decisions.CallTarget;
import io.podwatcher.messages.decisions.DecisionBatch;
import io.podwatcher.model.Pod;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DecisionTablesTest {

    private final DecisionTables tables = new DecisionTables();

    @Test
    void theCallsOfAllPodsOfASourceAreOnePair() {
        // Given
        Pod first = pod("shop", "cart");

        // When
        tables.add(allowed(first, query("media"), 3, 10));
        tables.add(refused("10.42.0.2", Optional.of(first), query("media"), Denial.WRONG_LABELS, 2, 30));
        tables.add(refused("10.42.0.3", Optional.of(first), query("media"), Denial.WRONG_NAMESPACE, 1, 20));

        // Then
        assertThat(tables.pairs()).singleElement().satisfies(pair -> {
            assertThat(pair.source()).isEqualTo(new Source("shop", "cart", "Deployment/cart"));
            assertThat(pair.allowed()).isEqualTo(3);
            assertThat(pair.denied()).isEqualTo(3);
            assertThat(pair.last()).isEqualTo(30);
            assertThat(pair.lastDenial()).contains(Denial.WRONG_LABELS);
        });
    }

    @Test
    void timesMayBeNegative() {
        // When
        tables.add(refused("10.42.0.2", Optional.empty(), query("media"), Denial.NOT_FOUND, 1, -30));
        tables.add(refused("10.42.0.2", Optional.empty(), query("media"), Denial.NOT_FOUND, 1, -20));

        // Then
        assertThat(tables.pairs()).singleElement().extracting(Pair::last).isEqualTo(-20L);
        assertThat(tables.refusals(9))
                .singleElement()
                .extracting(RefusedCall::last)
                .isEqualTo(-20L);
    }

    @Test
    void allStrangersAreOnePairOfATarget() {
        // When
        for (int i = 1; i <= 5; i++) {
            tables.add(refused("192.0.2." + i, Optional.empty(), query("media"), Denial.NOT_FOUND, 1, i));
            tables.add(
                    refused("192.0.2." + i, Optional.empty(), new CallTarget.Unknown("h" + i), Denial.NOT_FOUND, 1, i));
        }

        // Then
        assertThat(tables.pairs())
                .hasSize(2)
                .allSatisfy(pair -> assertThat(pair.denied()).isEqualTo(5));
        assertThat(tables.refusals(100)).hasSize(10);
    }

    @Test
    void theSameRefusalsAreMergedAndTheNewestComeFirst() {
        // When
        tables.add(refused("192.0.2.1", Optional.empty(), query("media"), Denial.NOT_FOUND, 4, 1));
        tables.add(refused("192.0.2.2", Optional.empty(), query("media"), Denial.NOT_FOUND, 1, 2));
        tables.add(refused("192.0.2.1", Optional.empty(), query("media"), Denial.NOT_FOUND, 4, 3));
        tables.add(refused("192.0.2.1", Optional.empty(), query("media"), Denial.AMBIGUOUS, 1, 0));

        // Then
        assertThat(tables.refusals(100)).extracting(RefusedCall::count).containsExactly(8L, 1L, 1L);
        assertThat(tables.refusals(2)).hasSize(2);
    }

    @Test
    void aPairThatHasNotCalledForADayIsForgotten() {
        // Given
        long day = Duration.ofDays(1).toNanos();
        tables.add(allowed(pod("shop", "cart"), query("media"), 1, 0));
        tables.add(allowed(pod("shop", "till"), query("media"), 1, 1));

        // When
        tables.forgetOld(day);
        assertThat(tables.pairs()).hasSize(2);
        tables.forgetOld(day + 1);

        // Then
        assertThat(tables.pairs()).singleElement().extracting(Pair::last).isEqualTo(1L);
    }

    @Test
    void theTablesAreBounded() {
        // When
        for (int i = 0; i < DecisionTables.MAX_PAIRS + 10; i++) {
            CallTarget target = query("n" + i);
            Pod pod = pod("shop", "till-" + i / 500);
            tables.add(
                    refused("10.0." + i / 256 + "." + i % 256, Optional.of(pod), target, Denial.WRONG_NAMESPACE, 1, i));
        }

        // Then
        assertThat(tables.pairs()).hasSize(DecisionTables.MAX_PAIRS);
        assertThat(tables.pairs().get(DecisionTables.MAX_PAIRS - 1).last()).isEqualTo(10);
        assertThat(tables.refusals(Integer.MAX_VALUE)).hasSize(DecisionTables.MAX_REFUSALS);
    }

    @Test
    void aSourceThatAsksAboutEverNewTargetsPushesNobodyOut() {
        // Given
        long day = Duration.ofDays(1).toNanos();
        tables.add(allowed(pod("shop", "cart"), query("media"), 1, 0));

        // When
        for (int i = 0; i < DecisionTables.MAX_PAIRS + 10; i++) {
            tables.add(allowed(pod("evil", "shell"), query("n" + i), 2, 1));
        }

        // Then
        assertThat(tables.pairs()).hasSize(1 + DecisionTables.MAX_PAIRS_OF_SOURCE);
        int leftOut = DecisionTables.MAX_PAIRS + 10 - DecisionTables.MAX_PAIRS_OF_SOURCE;
        assertThat(tables.leftOut()).isEqualTo(2L * leftOut);
        tables.add(allowed(pod("evil", "shell"), query("n0"), 3, 2));
        assertThat(tables.pairs().get(0).allowed()).isEqualTo(5);
        tables.forgetOld(day + 2);
        tables.add(allowed(pod("evil", "shell"), query("new"), 1, day));
        assertThat(tables.pairs()).hasSize(2);
    }

    @Test
    void longQueriesLeaveLessRoom() {
        // When
        for (int i = 0; i < 1000; i++) {
            CallTarget target = new CallTarget.Query(
                    "namespace=n" + i + "&serviceAccount=" + "x".repeat(4000),
                    List.of("n" + i),
                    List.of(),
                    Optional.empty());
            tables.add(refused("10.0.0.1", Optional.empty(), target, Denial.NOT_FOUND, 1, i));
        }

        // Then
        assertThat(tables.pairs()).hasSizeBetween(300, DecisionTables.MAX_PAIR_CHARACTERS / 4000);
        assertThat(tables.refusals(1000)).hasSizeBetween(50, DecisionTables.MAX_REFUSAL_CHARACTERS / 4000);
    }

    @Test
    void whatIsLeftOutIsCounted() {
        // When
        tables.add(new DecisionBatch(List.of(), List.of(), 3));
        tables.add(new DecisionBatch(List.of(), List.of(), 4));

        // Then
        assertThat(tables.leftOut()).isEqualTo(7);
    }
}
