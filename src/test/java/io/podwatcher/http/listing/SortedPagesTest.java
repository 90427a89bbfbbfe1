package io.podwatcher.http.listing;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwatcher.http.FakeCache;
import io.podwatcher.http.RawHttp;
import io.podwatcher.http.Service;
import io.podwatcher.messages.lookup.LookupResult;
import io.podwatcher.model.IpAddress;
import io.podwatcher.model.Pod;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Walks over random maps in all orders, page by page, and holds what comes against a list that is simply sorted. */
@ExtendWith(VertxExtension.class)
class SortedPagesTest {

    private static final int ROUNDS = 40;
    private static final List<String> WORDS = List.of("ip", "namespace", "name", "node", "phase", "age");

    private final long seed = Long.getLong("sorted.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final Map<String, Pod> map = new HashMap<>();
    private FakeCache cache;
    private RawHttp client;

    @BeforeEach
    void deploy(Vertx vertx) {
        System.out.println("SortedPagesTest: repeat with -Dsorted.seed=" + seed);
        cache = new FakeCache(vertx).listen();
        client = Service.start(vertx).connect();
    }

    @AfterEach
    void disconnect() {
        client.close();
    }

    @Test
    void thePagesAreTheSortedMap() {
        for (int round = 0; round < ROUNDS; round++) {
            // Given
            clear();
            change(random.nextInt(100), "10.0.0");
            Question question = Question.any(random);
            cache.hasPagesOf(1 + random.nextInt(20));

            // When
            List<String> listed = walk(question, () -> {}, map.size());

            // Then
            assertThat(listed)
                    .as("seed %d, round %d, %s", seed, round, question)
                    .isEqualTo(question.sorted(map));
        }
    }

    @Test
    void whatStaysIsGivenOnceAndInOrderWhateverChangesBetweenPages() {
        for (int round = 0; round < ROUNDS; round++) {
            // Given
            clear();
            change(60, "10.1.0");
            Map<String, Pod> staying = new HashMap<>(map);
            Question question = Question.any(random);
            cache.hasPagesOf(1 + random.nextInt(20));

            // When
            List<String> listed = walk(question, () -> change(10, "10.2.0"), -1);

            // Then
            assertThat(listed)
                    .as("seed %d, round %d, %s", seed, round, question)
                    .filteredOn(staying::containsKey)
                    .isEqualTo(question.sorted(staying));
        }
    }

    private void clear() {
        map.keySet().forEach(ip -> cache.refuses(ip, LookupResult.Refused.NOT_FOUND));
        map.clear();
    }

    /** Lets pods come to, change on, and go from some of the IPs that begin so, or of as many of IPv6. */
    private void change(int times, String prefix) {
        for (int i = 0; i < times; i++) {
            int last = random.nextInt(64);
            String text =
                    random.nextInt(4) == 0 ? "fd00:" + prefix.replace('.', ':') + "::" + last : prefix + "." + last;
            String ip = FakeCache.ip(text).toString();
            if (random.nextInt(4) == 0) {
                cache.refuses(ip, LookupResult.Refused.NOT_FOUND);
                map.remove(ip);
            } else {
                map.put(ip, cache.owns(ip, pod()));
            }
        }
    }

    private Pod pod() {
        return new Pod(
                "uid",
                "ns-" + random.nextInt(4),
                "pod-" + "x".repeat(random.nextInt(3)) + random.nextInt(20),
                random.nextInt(3) == 0 ? "" : "node-" + random.nextInt(3),
                "default",
                List.of(),
                List.of(),
                Pod.Network.POD,
                Pod.Stage.LIVE,
                "{\"phase\":\"%s\",\"start_time\":\"2026-11-2%dT04:04:29Z\",\"conditions\":[]}"
                        .formatted(random.nextBoolean() ? "Running" : "Pending", random.nextInt(5))
                        .getBytes(StandardCharsets.UTF_8));
    }

    /** All pages to the end; each total is the given one, or any if negative. */
    private List<String> walk(Question question, Runnable betweenPages, int total) {
        List<String> listed = new ArrayList<>();
        String next = "";
        do {
            JsonObject page = client.get(question.path() + next).json();
            List<String> ips = List.copyOf(page.getJsonObject("pods").fieldNames());
            listed.addAll(ips);
            assertThat(page.getInteger("count")).isEqualTo(ips.size()).isLessThanOrEqualTo(question.limit());
            if (total >= 0) {
                assertThat(page.getInteger("total")).as("seed %d", seed).isEqualTo(total);
            }
            next = page.containsKey("continue") ? "&continue=" + page.getString("continue") : "";
            betweenPages.run();
        } while (!next.isEmpty());
        return listed;
    }

    /** What is asked, and what would have to be answered at once. */
    private record Question(String word, boolean descending, int limit) {

        static Question any(Random random) {
            return new Question(WORDS.get(random.nextInt(WORDS.size())), random.nextBoolean(), 1 + random.nextInt(30));
        }

        String path() {
            return "/pods?sort=" + word + (descending ? "&order=desc" : "") + "&limit=" + limit;
        }

        List<String> sorted(Map<String, Pod> map) {
            Comparator<String> byNumber =
                    Comparator.comparing((String ip) -> ip.indexOf(':') >= 0).thenComparing(FakeCache::ip, numbers());
            Comparator<String> byWord = switch (word) {
                case "namespace" -> by(map, Pod::namespace);
                case "name" -> by(map, Pod::name);
                case "node" -> by(map, Pod::node);
                case "phase" -> by(map, pod -> field(pod, "phase"));
                case "age" -> by(map, pod -> field(pod, "start_time")).reversed();
                default -> byNumber;
            };
            return map.keySet().stream()
                    .sorted((descending ? byWord.reversed() : byWord).thenComparing(byNumber))
                    .toList();
        }

        private static String field(Pod pod, String name) {
            return new JsonObject(Buffer.buffer(pod.json())).getString(name);
        }

        private static Comparator<IpAddress> numbers() {
            return Comparator.naturalOrder();
        }

        private static Comparator<String> by(Map<String, Pod> map, Function<Pod, String> word) {
            return Comparator.comparing(ip -> word.apply(map.get(ip)));
        }
    }
}
