package io.podwatcher.cache.index;

import static io.podwatcher.cache.Pods.annotated;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.podwatcher.cache.Pods;
import io.podwatcher.log.LogLines;
import io.podwatcher.messages.lookup.LookupResult;
import io.podwatcher.messages.watch.PodChange;
import io.podwatcher.model.Pod;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AnswerBudgetTest {

    private static final int LIMIT = 10_000;
    private static final long MIB = 1L << 20;

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final AnswerBudget budget = new AnswerBudget(LIMIT, registry);
    private final List<String> changed = new ArrayList<>();
    private final PodIndex index = new PodIndex(ip -> true, budget, ip -> changed.add(ip.toString()));
    private final Relist relist = new Relist(index::pod, budget);

    @Test
    void podsBeyondTheLimitAreOwnersAllTheSameWithoutTheirAnnotations() {
        // When
        IntStream.range(0, 20).forEach(i -> index.put(annotated("uid-" + i, 1000, "10.0.0." + i)));

        // Then
        assertThat(annotations(index.pod("uid-0"))).hasSize(1000);
        assertThat(annotations(index.pod("uid-19"))).isEmpty();
        assertThat(index.lookup(Pods.ip("10.0.0.19"))).isEqualTo(new LookupResult.Owned(index.pod("uid-19")));
        assertThat(budget.used()).isLessThan(LIMIT + 20 * 100);
        assertThat(registry.get("pod.watcher.pods.truncated").counter().count()).isBetween(10.0, 12.0);
    }

    @Test
    void whatIsCountedIsWhatIsInTheMapWhateverHasHappened() {
        // Given
        long seed = System.nanoTime();
        Random random = new Random(seed);

        for (int i = 0; i < 20_000; i++) {
            // When
            int pods = random.nextInt(3) + 1;
            switch (random.nextInt(6)) {
                case 0, 1 -> index.put(randomPod(random));
                case 2 -> index.remove("uid-" + random.nextInt(30));
                case 3 ->
                    relist.add(IntStream.range(0, pods)
                            .mapToObj(pod -> randomChange(random))
                            .toList());
                case 4 -> relist.gap();
                default -> relist.end(index.uids()).forEach(this::apply);
            }
        }
        relist.end(index.uids()).forEach(this::apply);

        // Then
        long kept = index.uids().stream()
                .mapToLong(uid -> index.pod(uid).json().length)
                .sum();
        assertThat(budget.used()).as("seed %d", seed).isEqualTo(kept);
    }

    @Test
    void aListOfPodsThatAreAsTheyWereChangesNothingAtTheLimit() {
        // Given
        Map<String, Pod> cluster = new HashMap<>();
        IntStream.range(0, 50).forEach(i -> cluster.put("uid-" + i, annotated("uid-" + i, 1000, "10.0.0." + i)));
        cluster.values().forEach(index::put);
        Map<String, Pod> before = new HashMap<>();
        index.uids().forEach(uid -> before.put(uid, index.pod(uid)));
        changed.clear();

        // When
        relist.gap();
        relist.add(
                cluster.values().stream().<PodChange>map(PodChange.Present::new).toList());
        long held = budget.used();
        relist.end(index.uids()).forEach(this::apply);

        // Then
        assertThat(held).as("no second map").isEqualTo(budget.used());
        assertThat(changed).isEmpty();
        before.forEach((uid, pod) -> assertThat(index.pod(uid)).isSameAs(pod));
    }

    @Test
    void aListThatBringsNewPodsHoldsNoMoreThanTheLimitMeanwhile() {
        // When
        relist.add(IntStream.range(0, 50)
                .<PodChange>mapToObj(i -> new PodChange.Present(annotated("uid-" + i, 1000, "10.0.0." + i)))
                .toList());

        // Then
        assertThat(budget.used()).isLessThan(LIMIT + 50 * 100);
    }

    @Test
    void aPodThatWasLeftOutForLackOfRoomIsServedInFullAgainByItsNextChangeWhenThereIsRoom() {
        // Given
        IntStream.range(0, 20).forEach(i -> index.put(annotated("uid-" + i, 1000, "10.0.0." + i)));
        IntStream.range(0, 10).forEach(i -> index.remove("uid-" + i));

        // When
        index.put(annotated("uid-19", 1000, "10.0.0.19"));

        // Then
        assertThat(annotations(index.pod("uid-19"))).hasSize(1000);
    }

    @Test
    void oneLineNamesAPodHoweverOftenItChanges() {
        // Given
        IntStream.range(0, 9).forEach(i -> index.put(annotated("uid-" + i, 1000, "10.0.0." + i)));

        // When
        try (LogLines log = new LogLines()) {
            IntStream.range(0, 10).forEach(i -> index.put(annotated("large", 2000 + i, "10.0.1.1")));

            // Then
            assertThat(log.with("default/large")).singleElement().asString().contains("raise the memory limit");
        }
    }

    @Test
    void theSizesOfContainersThatAreDocumentedHaveRoomForTheirPods() {
        // The image gives 37.5% of a small container to the heap, 55% of others; a usual pod is 1,874 bytes
        // (memory.md).
        assertThat(AnswerBudget.ofHeap(48 * MIB)).isGreaterThan(1_000 * 1874L);
        assertThat(AnswerBudget.ofHeap(96 * MIB)).isGreaterThan(20_000 * 1874L).isLessThan(40 * MIB);
        assertThat(AnswerBudget.ofHeap(384 * MIB * 55 / 100)).isGreaterThan(50_000 * 1874L);
        assertThat(AnswerBudget.ofHeap(768 * MIB * 55 / 100)).isGreaterThan(150_000 * 1874L);
        assertThat(AnswerBudget.ofHeap(16 * MIB)).isEqualTo(2 * MIB);
    }

    private void apply(PodChange change) {
        if (change instanceof PodChange.Present present) {
            index.put(present.pod());
        } else {
            index.remove(change.uid());
        }
    }

    private static PodChange randomChange(Random random) {
        return random.nextInt(4) == 0
                ? new PodChange.Gone("uid-" + random.nextInt(30))
                : new PodChange.Present(randomPod(random));
    }

    private static Pod randomPod(Random random) {
        int pod = random.nextInt(30);
        return annotated("uid-" + pod, random.nextInt(3) * 600, "10.0.0." + pod);
    }

    private static String annotations(Pod pod) {
        return new String(pod.json(), StandardCharsets.UTF_8).replaceAll("[^x]", "");
    }
}
