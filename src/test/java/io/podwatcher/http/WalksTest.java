package io.podwatcher.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WalksTest {

    private final Walks walks = new Walks();
    private final List<Integer> begun = new ArrayList<>();

    @Test
    void fewWalkAtOnceAndTheOthersFollowInTheirOrder() {
        // Given
        for (int i = 0; i < Walks.MOST_AT_ONCE + 2; i++) {
            begin(i);
        }
        assertThat(begun).containsExactly(0, 1, 2, 3);

        // When
        walks.ended();
        assertThat(begun).containsExactly(0, 1, 2, 3, 4);
        walks.ended();

        // Then
        assertThat(begun).containsExactly(0, 1, 2, 3, 4, 5);
    }

    @Test
    void whoEndsLeavesRoomForWhoComesLater() {
        // Given
        for (int round = 0; round < 3 * Walks.MOST_AT_ONCE; round++) {
            // When
            begin(round);
            walks.ended();
        }

        // Then
        assertThat(begun).hasSize(3 * Walks.MOST_AT_ONCE);
    }

    @Test
    void whenManyWaitTheNextIsRefusedUntilOneHasBegun() {
        // Given
        for (int i = 0; i < Walks.MOST_AT_ONCE + Walks.MOST_WAITING; i++) {
            assertThat(begin(i)).isTrue();
        }

        // Then
        assertThat(begin(-1)).isFalse();
        walks.ended();
        assertThat(begin(100)).isTrue();
        assertThat(begin(-2)).isFalse();
        assertThat(begun).doesNotContain(-1, -2);
    }

    private boolean begin(int number) {
        return walks.begin(() -> begun.add(number));
    }
}
