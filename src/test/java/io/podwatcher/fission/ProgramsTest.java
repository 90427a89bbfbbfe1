package io.podwatcher.fission;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
        PathTemplate one = PathTemplateParser.parse("/one/{x}/a", programs);
        PathTemplate other = PathTemplateParser.parse("/other/{y}/a", programs);

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

    @Test
    void oldestTriggersHaveTheRoom() throws BadTarget {
        // Given
        RouteTable.Entry old = entry("shop", "old", 1, "/old/{x:late}");
        RouteTable.Entry young = entry("shop", "young", 3, "/young/{x:later}");
        List<RouteTable.Entry> hostile = IntStream.range(0, MANY)
                .mapToObj(i -> entry("guest", "hostile-" + i, 2, "/h/{x:" + i + LARGE + "}"))
                .toList();

        // When
        RouteTable table = RouteTable.empty(true)
                .with(Stream.concat(Stream.of(young), Stream.concat(hostile.stream(), Stream.of(old)))
                        .toList());

        // Then
        assertThat(table.match(RouterRequest.parse("GET", "", "/old/late"))).isInstanceOf(Target.Found.class);
        assertThat(table.match(RouterRequest.parse("GET", "", "/old/x"))).isInstanceOf(Target.Unknown.class);
        // It may match, as far as is known without a program.
        assertThat(table.match(RouterRequest.parse("GET", "", "/young/x"))).isInstanceOf(Target.Found.class);
    }

    private void fill() {
        IntStream.range(0, MANY).forEach(i -> programs.get(i + LARGE));
    }

    private static RouteTable.Entry entry(String namespace, String name, long createdAt, String path) {
        return new RouteTable.Entry(
                new HttpTrigger(
                        1, namespace, name, createdAt, "", path, "", Set.of("GET"), Set.of("f"), true, List.of()),
                true);
    }
}
