package io.podwatcher.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VersionHistoryTest {

    /** The most changes in one batch. */
    private static final int MAX_STEP = 40;

    private final VersionHistory history = new VersionHistory();

    private record Entry(long position, long version) {}

    @Test
    void nothingIsKnownBeforeTheFirstVersion() {
        // When // Then
        assertThat(history.at(0)).isEmpty();
        assertThat(history.positionOf(5, 5, 5)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"99, -1", "100, 0", "104, 0", "105, 40", "109, 40", "110, 40", "119, 40", "120, 80", "1000, 80"})
    void aClientContinuesWhereTheMapHadNoMoreThanItHas(long version, long position) {
        // Given
        history.add(0, 100, 1);
        history.add(40, 105, 2);
        history.add(40, 110, 3);
        history.add(80, 120, 4);

        // When // Then
        assertThat(history.positionOf(version, version, 4))
                .isEqualTo(position < 0 ? OptionalLong.empty() : OptionalLong.of(position));
    }

    @ParameterizedTest
    @CsvSource({"0, 100, 1", "39, 100, 1", "40, 110, 3", "79, 110, 3", "80, 120, 4", "99, 120, 4"})
    void whatIsCompleteAtAPositionIsTheLastVersionOfTheMapThere(long position, long version, long at) {
        // Given
        history.add(0, 100, 1);
        history.add(40, 105, 2);
        history.add(40, 110, 3);
        history.add(80, 120, 4);

        // When
        long entry = history.at(position).orElseThrow();

        // Then
        assertThat(history.version(entry)).isEqualTo(version);
        assertThat(history.reachedAt(entry)).isEqualTo(at);
    }

    @Test
    void ofEntriesThatAreCloseOnlyTheNewestIsKept() {
        // Given
        history.add(0, 100, 1);
        history.add(5, 105, 1);
        history.add(9, 109, 1);

        // When // Then
        assertThat(history.positionOf(107, 107, 1)).hasValue(0);
        assertThat(history.positionOf(109, 109, 1)).hasValue(9);
        assertThat(history.version(history.at(7).orElseThrow())).isEqualTo(100);
    }

    @ParameterizedTest
    @CsvSource({
        "90, 100, 0",
        "100, 100, 0",
        "100, 101, -1",
        "101, 101, -1",
        "109, 109, -1",
        "99, 200, -1",
        "109, 110, -1",
        "110, 110, 40",
        "110, 200, 40",
        "115, 130, 40"
    })
    void aClientThatMayHaveSeenWhatAListHasLeaptOverCannotContinue(long complete, long seen, long position) {
        // Given
        history.add(0, 90, 1);
        history.add(0, 100, 1);
        history.leap(110);
        history.add(40, 110, 2);
        history.add(80, 120, 3);

        // When // Then
        assertThat(history.positionOf(complete, seen, 3))
                .isEqualTo(position < 0 ? OptionalLong.empty() : OptionalLong.of(position));
    }

    @Test
    void ofVeryManyListsTheFirstAreForgottenWithWhatWasBeforeThem() {
        // Given
        history.add(0, 100, 1);
        for (int i = 1; i <= VersionHistory.MAX_LEAPS + 1; i++) {
            history.leap(100 + 10 * i);
            history.add(40 * i, 100 + 10 * i, 2);
        }

        // When // Then
        assertThat(history.positionOf(100, 100, 2)).isEmpty();
        assertThat(history.positionOf(110, 110, 2)).hasValue(40);
    }

    @Test
    void aVersionOfBeforeARestoreIsNotMistakenForOneOfAfter() {
        // Given
        history.add(0, 900, 10);
        history.clear();
        history.add(5, 100, 50);
        history.add(9, 950, 70);

        // When // Then
        assertThat(history.positionOf(900, 900, 40)).isEmpty();
        assertThat(history.positionOf(900, 900, 60)).hasValue(5);
        assertThat(history.positionOf(100, 100, 40)).hasValue(5);
    }

    @Test
    void whateverIsAddedNothingIsMissedAndNothingIsClaimedThatIsNot() {
        // Given
        long seed = Long.getLong("history.seed", System.nanoTime());
        System.out.println("VersionHistoryTest: repeat with -Dhistory.seed=" + seed);
        Random random = new Random(seed);
        List<Entry> all = new ArrayList<>();
        long position = random.nextInt(5);
        long version = 1000;
        for (int i = 0; i < 20 * VersionHistory.MAX_ENTRIES; i++) {
            history.add(position, version, i);
            all.add(new Entry(position, version));
            if (random.nextInt(200) == 0) {
                check(random, all, seed);
            }
            position += random.nextInt(3) == 0 ? 0 : random.nextInt(MAX_STEP);
            version += 1 + random.nextInt(30);
        }
    }

    /** Against all that was ever added, and is as far back as the log reaches. */
    private void check(Random random, List<Entry> all, long seed) {
        Entry last = all.get(all.size() - 1);
        List<Entry> reached = all.stream()
                .filter(entry -> entry.position() > last.position() - ChangeLog.MAX_KEPT + 2 * MAX_STEP)
                .toList();
        Entry first = reached.get(0);
        long version = first.version() + random.nextLong(last.version() - first.version() + 4);
        long exact = reached.stream()
                .filter(entry -> entry.version() <= version)
                .mapToLong(Entry::position)
                .max()
                .orElseThrow();
        assertThat(history.positionOf(version, version, Long.MAX_VALUE).orElseThrow())
                .as("seed %d, of %d", seed, version)
                .isBetween(exact - VersionHistory.SPACING - MAX_STEP, exact);
        long position = first.position() + random.nextLong(last.position() - first.position() + 3);
        long complete = reached.stream()
                .filter(entry -> entry.position() <= position)
                .mapToLong(Entry::version)
                .max()
                .orElseThrow();
        long least = all.stream()
                .filter(entry -> entry.position() <= position - VersionHistory.SPACING - MAX_STEP)
                .mapToLong(Entry::version)
                .max()
                .orElse(0);
        assertThat(history.version(history.at(position).orElseThrow()))
                .as("seed %d, at %d", seed, position)
                .isBetween(least, complete);
    }
}
