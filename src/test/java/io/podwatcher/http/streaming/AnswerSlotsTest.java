package io.podwatcher.http.streaming;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnswerSlotsTest {

    private static final String A = "10.0.0.1";
    private static final String B = "10.0.0.2";
    private static final String C = "10.0.0.3";

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final AnswerSlots slots = new AnswerSlots(4, 6, registry);
    private final List<String> begun = new ArrayList<>();

    @Test
    void aFewRunAtOnceAndTheOthersFollowInTheirOrder() {
        // Given
        begin(A, "a1", "a2");
        begin(B, "b1", "b2");
        begin(C, "c1", "c2");
        assertThat(begun).containsExactly("a1", "a2", "b1", "b2");

        // When
        slots.end(A);
        slots.end(B);

        // Then
        assertThat(begun).containsExactly("a1", "a2", "b1", "b2", "c1", "c2");
    }

    @Test
    void onePeerRunsAtMostHalfOfThem() {
        // Given
        begin(A, "a1", "a2", "a3");
        assertThat(begun).containsExactly("a1", "a2");

        // When
        begin(B, "b1");
        assertThat(begun).containsExactly("a1", "a2", "b1");
        slots.end(A);

        // Then
        assertThat(begun).containsExactly("a1", "a2", "b1", "a3");
    }

    @Test
    void anotherPeerDoesNotWaitBehindOneThatHasItsShare() {
        // Given
        begin(A, "a1", "a2", "a3", "a4");
        begin(B, "b1", "b2");
        begin(C, "c1");

        // When
        slots.end(B);

        // Then
        assertThat(begun).containsExactly("a1", "a2", "b1", "b2", "c1");
    }

    @Test
    void onePeerWaitsInAtMostHalfOfThePlaces() {
        // Given
        begin(A, "a1", "a2", "waits", "waits", "waits");

        // When // Then
        assertThat(slots.start(A, () -> begun.add("refused"))).isFalse();
        begin(B, "b1", "b2", "waits", "waits", "waits");
        assertThat(slots.start(C, () -> begun.add("refused")))
                .as("all places are taken")
                .isFalse();
        slots.end(A);
        begin(C, "c1");
        assertThat(begun).doesNotContain("refused");
    }

    @Test
    void thatWhichEndsLeavesNothingBehind() {
        // When
        for (int round = 0; round < 100; round++) {
            begin(A, "a" + round);
            slots.end(A);
        }

        // Then
        assertThat(begun).hasSize(100);
        assertThat(registry.get("pod.watcher.listings").gauge().value()).isZero();
    }

    private void begin(String peer, String... listings) {
        for (String listing : listings) {
            assertThat(slots.start(peer, () -> begun.add(listing))).isTrue();
        }
    }
}
