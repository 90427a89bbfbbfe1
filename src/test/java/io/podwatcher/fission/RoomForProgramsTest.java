package io.podwatcher.fission;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whose expressions are compiled where there is no room for all. */
class RoomForProgramsTest {

    /** A program of more than 900 instructions, nearly the size that one may have. */
    private static final String LARGE = "[ab]{100}".repeat(9);

    /** More than there is room for: 100,000 instructions. */
    private static final int MANY = 112;

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

    private static RouteTable.Entry entry(String namespace, String name, long createdAt, String path) {
        return new RouteTable.Entry(
                new HttpTrigger(
                        1, namespace, name, createdAt, "", path, "", Set.of("GET"), Set.of("f"), true, List.of()),
                true);
    }
}
