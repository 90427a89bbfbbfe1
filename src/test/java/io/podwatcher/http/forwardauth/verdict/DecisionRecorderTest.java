package io.podwatcher.http.forwardauth.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwatcher.authorize.Denial;
import io.podwatcher.http.FakeCache;
import io.podwatcher.http.forwardauth.question.Refusal;
import io.podwatcher.http.forwardauth.question.Ruling;
import io.podwatcher.messages.decisions.CallTarget;
import io.podwatcher.messages.decisions.DecisionBatch;
import io.podwatcher.messages.lookup.LookupResult;
import io.podwatcher.model.Pod;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class DecisionRecorderTest {

    private final AtomicLong time = new AtomicLong();
    private final DecisionRecorder recorder = new DecisionRecorder(time::incrementAndGet);
    private final Pod cart = FakeCache.pod("shop", "cart", "till", "{}");

    private static CallTarget query(String namespace) {
        return new CallTarget.Query("namespace=" + namespace, List.of(namespace), List.of(), Optional.empty());
    }

    private static Ruling ruling(String ip, LookupResult owner, Denial... denial) {
        return new Ruling(
                Optional.of(FakeCache.ip(ip)),
                Optional.of(owner),
                List.of(denial).stream().map(Refusal::of).findFirst());
    }

    private Ruling allowed(Pod pod) {
        return ruling("10.42.0.1", new LookupResult.Owned(pod));
    }

    private static Ruling stranger(String ip) {
        return ruling(ip, LookupResult.Refused.NOT_FOUND, Denial.NOT_FOUND);
    }

    @Test
    void repeatsAreCounted() {
        // When
        for (int i = 0; i < 5; i++) {
            recorder.record(query("shop"), allowed(cart));
        }

        // Then
        assertThat(recorder.take())
                .isEqualTo(new DecisionBatch(
                        List.of(new DecisionBatch.Calls(Optional.of(cart), query("shop"), Optional.empty(), 5, 5)),
                        List.of(),
                        0));
        assertThat(recorder.isEmpty()).isTrue();
    }

    @Test
    void theNewestStateOfAPodIsKept() {
        // Given
        Pod labelled = FakeCache.pod("shop", "cart", "till", "{\"app\":\"cart\"}");

        // When
        recorder.record(query("shop"), allowed(cart));
        recorder.record(query("shop"), allowed(labelled));

        // Then
        assertThat(recorder.take().calls())
                .singleElement()
                .satisfies(calls -> assertThat(calls.caller().orElseThrow()).isSameAs(labelled));
    }

    @Test
    void longQueriesAreLeftOutBeforeThereAreManyCalls() {
        // Given
        String longest = "n".repeat(CallTarget.Query.MAX_LENGTH - 100);

        // When
        for (int i = 0; i < DecisionRecorder.MAX_CALLS; i++) {
            recorder.record(query(i + longest), allowed(cart));
        }
        recorder.record(query(0 + longest), allowed(cart));

        // Then
        DecisionBatch batch = recorder.take();
        assertThat(batch.calls().stream()
                        .mapToInt(calls -> calls.target().characters())
                        .sum())
                .isBetween(DecisionRecorder.MAX_CHARACTERS / 2, DecisionRecorder.MAX_CHARACTERS);
        assertThat(batch.leftOut())
                .isEqualTo(DecisionRecorder.MAX_CALLS - batch.calls().size());

        // And the next batch has the same room
        recorder.record(query("a" + longest), allowed(cart));
        assertThat(recorder.take().calls()).hasSize(1);
    }

    @Test
    void strangersHaveOnePairAndARefusalEach() {
        // When
        recorder.record(query("shop"), stranger("192.0.2.1"));
        recorder.record(query("shop"), stranger("192.0.2.2"));
        recorder.record(query("shop"), stranger("192.0.2.2"));

        // Then
        DecisionBatch batch = recorder.take();
        assertThat(batch.calls()).singleElement().satisfies(calls -> {
            assertThat(calls.caller()).isEmpty();
            assertThat(calls.count()).isEqualTo(3);
        });
        assertThat(batch.refusals())
                .extracting(refusals -> refusals.ip().orElseThrow() + " " + refusals.count())
                .containsExactlyInAnyOrder("192.0.2.1 1", "192.0.2.2 2");
    }

    @Test
    void theHostsThatStrangersWriteMakeNoPairs() {
        // When
        for (int i = 0; i < 20; i++) {
            recorder.record(new CallTarget.Unknown("host-" + i), stranger("192.0.2.1"));
        }

        // Then
        DecisionBatch batch = recorder.take();
        assertThat(batch.calls())
                .singleElement()
                .extracting(DecisionBatch.Calls::target)
                .isEqualTo(CallTarget.UNKNOWN);
        assertThat(batch.refusals()).hasSize(20);
    }

    @Test
    void aFloodOfStrangersDoesNotKeepPodsOut() {
        // Given
        int strangers = DecisionRecorder.MAX_REFUSALS + 100;
        for (int i = 0; i < strangers; i++) {
            recorder.record(query("shop"), stranger("192.0." + i / 256 + "." + i % 256));
        }

        // When
        recorder.record(query("shop"), allowed(cart));

        // Then
        DecisionBatch batch = recorder.take();
        assertThat(batch.calls())
                .extracting(DecisionBatch.Calls::count)
                .containsExactlyInAnyOrder((long) strangers, 1L);
        assertThat(batch.refusals()).hasSize(DecisionRecorder.MAX_REFUSALS);
        assertThat(batch.leftOut()).isEqualTo(100);
    }

    @Test
    void whatDoesNotFitIsCountedUntilTheBatchIsTaken() {
        // Given
        for (int i = 0; i < DecisionRecorder.MAX_CALLS; i++) {
            recorder.record(query("n" + i), allowed(cart));
        }

        // When
        recorder.record(query("one-more"), allowed(cart));
        recorder.record(query("n0"), allowed(cart));

        // Then
        DecisionBatch batch = recorder.take();
        assertThat(batch.calls()).hasSize(DecisionRecorder.MAX_CALLS);
        assertThat(batch.leftOut()).isEqualTo(1);
        assertThat(recorder.take().leftOut()).isZero();
    }

    @Test
    void aLostBatchIsLeftOut() {
        // Given
        recorder.record(query("shop"), allowed(cart));
        recorder.record(query("shop"), allowed(cart));
        recorder.record(query("shop"), stranger("192.0.2.1"));

        // When
        recorder.lost(recorder.take());

        // Then
        assertThat(recorder.isEmpty()).isFalse();
        assertThat(recorder.take().leftOut()).isEqualTo(3);
    }
}
