package io.podwatcher.fission;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Holds {@link RouteTable} against all possible routers, over random tables and requests. {@code -Dtables} and
 * {@code -Dseed} change how many and which.
 */
class RandomRoutesTest {

    private static final int TABLES = Integer.getInteger("tables", 100_000);
    private static final int REQUESTS = 4;

    private static final List<String> SEGMENTS =
            List.of("a", "a", "a", "a", "b", "b", "ab", "aa", "A", "%61", "a%20b", "%7D", "%C3%A9");
    private static final List<String> HOSTS = List.of("h", "h", "h", "h", "g", "", "H", "h:80", "g:80");

    private final long seed = Long.getLong("seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final TreeMap<String, Integer> counts = new TreeMap<>();

    @Test
    void noRouterPicksATriggerThatIsNotExpected() throws BadTarget {
        System.out.println("RandomRoutesTest: repeat with -Dseed=" + seed + " -Dtables=" + TABLES);
        for (int i = 0; i < TABLES; i += REQUESTS) {
            // Given
            RandomTable triggers = RandomTable.of(random);
            RouteTable table = RouteTable.empty(triggers.ordered()).with(triggers.entries());
            RouterModel model = new RouterModel(triggers);
            for (int request = 0; request < REQUESTS; request++) {
                check(triggers, table, model);
            }
        }
        System.out.println("RandomRoutesTest: " + counts);
        assertThat(counts).containsOnlyKeys("Ambiguous", "Found", "Found, one router", "Unknown");
    }

    private void check(RandomTable triggers, RouteTable table, RouterModel model) throws BadTarget {
        String method = random.nextInt(6) > 0 ? "GET" : "POST";
        String host = HOSTS.get(random.nextInt(HOSTS.size()));
        String path = path();
        String what = "seed " + seed + ", " + method + " " + path + " " + host + " of " + triggers;

        // When
        Target target = table.match(RouterRequest.parse(method, host, path));
        Set<HttpTrigger> winners = model.winners(method, host, path);

        // Then: each winner of any router is known
        List<HttpTrigger> possible = possible(target);
        assertThat(possible).as(what).doesNotHaveDuplicates().containsAll(winners);
        Set<String> namespaces = possible.stream().map(HttpTrigger::namespace).collect(Collectors.toSet());
        assertThat(target)
                .as(what)
                .isInstanceOf(
                        switch (namespaces.size()) {
                            case 0 -> Target.Unknown.class;
                            case 1 -> Target.Found.class;
                            default -> Target.Ambiguous.class;
                        });

        // Then: where all routers read table and request alike, no other trigger is possible
        boolean alike = triggers.isPlain() && !path.contains("%") && !host.contains(":");
        if (alike) {
            assertThat(possible).as(what).isEqualTo(model.inOrder(new LinkedHashSet<>(winners), method, host, path));
        }
        boolean oneRouter =
                alike && winners.size() == 1 && triggers.entries().stream().allMatch(RouteTable.Entry::sure);
        counts.merge(target.getClass().getSimpleName() + (oneRouter ? ", one router" : ""), 1, Integer::sum);
    }

    private static List<HttpTrigger> possible(Target target) {
        if (target instanceof Target.Found found) {
            return found.possible();
        }
        return target instanceof Target.Ambiguous ambiguous ? ambiguous.possible() : List.of();
    }

    private String path() {
        int segments = random.nextInt(8) == 0 ? 0 : 1 + random.nextInt(3);
        StringBuilder path = new StringBuilder();
        boolean escaped = random.nextInt(3) == 0;
        for (int i = 0; i < segments; i++) {
            path.append('/').append(SEGMENTS.get(random.nextInt(escaped ? SEGMENTS.size() : SEGMENTS.indexOf("%61"))));
        }
        return path.append(segments == 0 || random.nextInt(3) == 0 ? "/" : "").toString();
    }
}
