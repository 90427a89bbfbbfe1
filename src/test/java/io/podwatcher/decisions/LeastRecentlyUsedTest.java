package io.podwatcher.decisions;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LeastRecentlyUsedTest {

    private final LeastRecentlyUsed<String, String> table = new LeastRecentlyUsed<>(3, 10, String::length, this::left);
    private final StringBuilder left = new StringBuilder();

    private void left(String key) {
        left.append(key).append(' ');
    }

    private void use(String... keys) {
        for (String key : keys) {
            table.use(key, created -> created + "!");
        }
    }

    @Test
    void theLeastRecentlyUsedRowLeavesFirst() {
        // When
        use("a", "b", "c", "a", "d");

        // Then
        assertThat(table.rows()).containsExactly("c!", "a!", "d!");
        assertThat(table.contains("b")).isFalse();
        assertThat(left).hasToString("b ");
    }

    @Test
    void aRowIsCreatedOnce() {
        // When
        String first = table.use("a", key -> new String("one"));

        // Then
        assertThat(table.use("a", key -> "two")).isSameAs(first);
    }

    @Test
    void asManyRowsLeaveAsALongOneNeeds() {
        // When
        use("aaa", "bbb", "ccc", "dddddd");

        // Then
        assertThat(table.rows()).containsExactly("ccc!", "dddddd!");
    }

    @Test
    void aRowThatIsTooLongForTheTableLeavesAtOnce() {
        // When
        use("a", "b".repeat(11), "c");

        // Then
        assertThat(table.rows()).containsExactly("c!");
    }

    @Test
    void removedRowsMakeRoom() {
        // Given
        use("aaaaa", "bbbbb");

        // When
        table.removeIf("aaaaa!"::equals);
        use("ccccc");

        // Then
        assertThat(table.rows()).containsExactly("bbbbb!", "ccccc!");
        assertThat(left).hasToString("aaaaa ");
    }
}
