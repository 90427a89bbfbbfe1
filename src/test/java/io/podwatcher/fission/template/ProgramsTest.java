package io.podwatcher.fission.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** That equal expressions are compiled once, and how many are compiled at all. */
class ProgramsTest {

    /** A program of nearly the size that one may have. */
    private static final String LARGE = "[ab]{100}".repeat(9);

    /** More than there is room for: a program of LARGE has more than 900 instructions. */
    private static final int MANY = Programs.MAX_INSTRUCTIONS / 900 + 1;

    private final Programs programs = new Programs(Map.of());

    @Test
    void templatesThatDifferBeforeTheirFirstVariableOnlyShareAProgram() {
        // When
        PathTemplate one = PathTemplate.parse("/one/{x}/a", programs);
        PathTemplate other = PathTemplate.parse("/other/{y}/a", programs);

        // Then
        assertThat(one.rest()).isPresent().isSameAs(other.rest());
        assertThat(programs.compiled()).hasSize(1);
    }

    @Test
    void nextTableHasTheSameProgramsAndOnlyThoseThatItAsksFor() {
        // Given
        Optional<Pattern> kept = programs.get("a+");
        programs.get("b+");

        // When
        Programs next = new Programs(programs.compiled());

        // Then
        assertThat(next.get("a+")).isPresent().isSameAs(kept);
        assertThat(next.compiled()).containsOnlyKeys("a+");
    }

    @Test
    void whatIsInvalidOrTooLargeHasNoProgram() {
        assertThat(programs.get("(")).isEmpty();
        assertThat(programs.get(LARGE + LARGE)).isEmpty();
        assertThat(programs.get("a")).isPresent();
    }

    @Test
    void whatThereIsNoRoomForIsNotKept() {
        // When
        fill();

        // Then
        assertThat(programs.get("late")).isEmpty();
        assertThat(programs.compiled()).doesNotContainKey("late").hasSizeLessThan(MANY);
        assertThat(programs.get("0" + LARGE)).isPresent();
    }

    @Test
    void nextTableHasRoomAgain() {
        // Given
        fill();

        // When
        Programs next = new Programs(programs.compiled());

        // Then
        assertThat(next.get("late")).isPresent();
    }

    private void fill() {
        IntStream.range(0, MANY).forEach(i -> programs.get(i + LARGE));
    }
}
