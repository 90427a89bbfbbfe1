package io.podwatcher.watch;

import static io.podwatcher.watch.ChangeNames.pod;
import static io.podwatcher.watch.ChangeNames.told;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.podwatcher.messages.watch.PodChange;
import io.podwatcher.messages.watch.PodsChanged;
import io.podwatcher.messages.watch.PodsChanged.Part;
import io.podwatcher.watch.pod.PodReader;
import io.podwatcher.watch.pod.Samples;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Events travel together with those that come right behind them; a list is one change of the map. */
@ExtendWith(VertxExtension.class)
class ChangeBatcherTest {

    private final AtomicLong clock = new AtomicLong(1);
    private final AtomicLong confirmedAt = new AtomicLong(1);
    private final Queue<Runnable> queue = new ArrayDeque<>();
    private final PodReader reader = Samples.reader();
    private FakeCache cache;
    private ChangeBatcher batcher;

    @BeforeEach
    void start(Vertx vertx) {
        cache = new FakeCache(vertx);
        batcher = new ChangeBatcher(
                new CacheSender(vertx, new CopyOnWriteArrayList<>()::add),
                queue::add,
                clock::get,
                () -> Optional.of(confirmedAt.get()));
    }

    @Test
    void eventsThatFollowOneAnotherTravelTogetherInTheirOrder() {
        // Given
        add("a");
        queue.remove().run();
        add("b");
        queue.remove().run();
        batcher.add(List.of(new PodChange.Gone("uid-a")));

        // When
        nothingMoreComes();

        // Then
        assertThat(batch(0).part()).isEqualTo(Part.WATCH);
        assertThat(told(batch(0))).containsExactly("a", "b", "-a");
    }

    @Test
    void eventsBetweenWhichNothingCameTravelApart() {
        // Given
        add("a");
        nothingMoreComes();
        add("b");

        // When
        nothingMoreComes();

        // Then
        assertThat(told(batch(0))).containsExactly("a");
        assertThat(told(batch(1))).containsExactly("b");
    }

    @Test
    void batchOfEventsIsSentWhenItIsFullAndTheRestWhenNothingMoreComes() {
        // Given
        addAll(300);

        // When
        nothingMoreComes();

        // Then
        assertThat(batch(0).changes()).hasSize(256);
        assertThat(batch(1).changes()).hasSize(44);
        assertThat(cache.changes().stream().map(ChangeNames::told)).containsExactlyElementsOf(names(300));
    }

    @Test
    void batchSaysWhenItWasReadAndWhatItConfirms() {
        // Given
        clock.set(11);
        confirmedAt.set(5);
        add("a");

        // When
        nothingMoreComes();

        // Then
        assertThat(batch(0).readAt()).isEqualTo(11);
        assertThat(batch(0).confirmedAt()).contains(5L);
    }

    @Test
    void partsOfAListAreMarkedAndItsLastOneEndsIt() {
        // Given
        batcher.beginList();
        addAll(300);
        batcher.add(List.of(new PodChange.Gone("uid-gone")));

        // When
        int changes = batcher.endList(20, "7");

        // Then
        assertThat(changes).isEqualTo(301);
        assertThat(batch(0).part()).isEqualTo(Part.LIST);
        assertThat(batch(0).confirmedAt()).isEmpty();
        assertThat(batch(0).changes()).hasSize(256);
        assertThat(batch(1).part()).isEqualTo(Part.LIST_END);
        assertThat(batch(1).confirmedAt()).contains(20L);
        assertThat(batch(1).changes()).hasSize(45).endsWith(new PodChange.Gone("uid-gone"));
    }

    @Test
    void partsOfAListOfLargePodsHaveFewerOfThem() {
        // Given
        batcher.beginList();
        String annotations = "{\"a\": \"" + "x".repeat(15_000) + "\"}";

        // When
        for (int i = 0; i < 100; i++) {
            batcher.add(List.of(new PodChange.Present(reader.read(
                    Samples.pod("{\"metadata\": {\"name\": \"large\", \"namespace\": \"default\", \"uid\": \"uid-" + i
                            + "\", \"annotations\": " + annotations + "}}")))));
        }

        // Then
        assertThat(batch(0).changes()).hasSizeBetween(33, 35);
        assertThat(batch(1).changes()).hasSizeBetween(33, 35);
    }

    @Test
    void partsOfAListAreNotSentAsEvents() {
        // Given
        add("before");
        batcher.beginList();
        add("listed");

        // When
        nothingMoreComes();
        batcher.flush();
        batcher.endList(1, "7");

        // Then
        assertThat(batch(0).part()).isEqualTo(Part.WATCH);
        assertThat(told(batch(0))).containsExactly("before");
        assertThat(batch(1).part()).isEqualTo(Part.LIST_END);
        assertThat(told(batch(1))).containsExactly("listed");
    }

    @Test
    void endOfAListIsToldEvenWhenNothingHasChanged() {
        // Given
        batcher.beginList();

        // When
        batcher.endList(1, "7");

        // Then
        assertThat(batch(0).part()).isEqualTo(Part.LIST_END);
        assertThat(batch(0).changes()).isEmpty();
    }

    @Test
    void eventsAfterAListAreEventsOfTheWatchAgain() {
        // Given
        batcher.beginList();
        add("listed");
        batcher.endList(1, "7");
        add("after");

        // When
        nothingMoreComes();

        // Then
        assertThat(batch(1).part()).isEqualTo(Part.WATCH);
        assertThat(told(batch(1))).containsExactly("after");
    }

    @Test
    void listThatIsListedAgainGoesOnWhereTheOneBeforeWasAbandoned() {
        // Given
        batcher.beginList();
        add("a");

        // When
        batcher.beginList();
        add("b");
        batcher.endList(1, "7");

        // Then
        assertThat(batch(0).part()).isEqualTo(Part.LIST);
        assertThat(told(batch(0))).containsExactly("a");
        assertThat(batch(1).part()).isEqualTo(Part.LIST_END);
        assertThat(told(batch(1))).containsExactly("b");
    }

    @Test
    void startingOverForgetsWhatWasNotSentAndTellsTheCache() {
        // Given
        add("a");

        // When
        batcher.startOver();
        nothingMoreComes();

        // Then
        assertThat(batch(0).part()).isEqualTo(Part.GAP);
        assertThat(batch(0).changes()).isEmpty();
        assertThat(cache.batches).hasSize(1);
    }

    @Test
    void aBatchHasTheVersionOfItsLastEventAndAllOfIt() {
        // Given
        batcher.beginList();
        batcher.endList(20, "7");
        for (int i = 0; i < 255; i++) {
            batcher.addEvent(List.of(new PodChange.Gone("uid-" + i)), Integer.toString(10 + i));
        }

        // When
        batcher.addEvent(List.of(new PodChange.Gone("uid-x"), new PodChange.Gone("uid-y")), "300");
        batcher.addEvent(List.of(new PodChange.Gone("uid-z")), "301");
        nothingMoreComes();

        // Then
        assertThat(batch(0).version().text()).isEqualTo("7");
        assertThat(batch(1).version().text()).isEqualTo("300");
        assertThat(batch(1).changes()).hasSize(257);
        assertThat(batch(2).version().text()).isEqualTo("301");
    }

    @Test
    void aBookmarkMovesTheVersionWithoutABatch() {
        // Given
        batcher.beginList();
        batcher.endList(20, "7");

        // When
        batcher.addEvent(List.of(), "12");
        nothingMoreComes();

        // Then
        assertThat(batcher.version().text()).isEqualTo("12");
        assertThat(cache.batches).hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void whatIsKeptBackWithAListOrLostHasNoVersion() {
        // Given
        batcher.beginList();
        batcher.endList(20, "7");

        // When // Then
        batcher.beginList();
        assertThat(batcher.version().text()).isEqualTo("7");
        batcher.addEvent(List.of(new PodChange.Gone("uid-a")), "9");
        assertThat(batcher.version().isKnown()).isFalse();
        batcher.endList(20, "11");
        assertThat(batcher.version().text()).isEqualTo("11");
        batcher.startOver();
        assertThat(batcher.version().isKnown()).isFalse();
    }

    private void add(String name) {
        batcher.add(List.of(new PodChange.Present(reader.read(pod(name, "uid-" + name, "1")))));
    }

    private void addAll(int count) {
        names(count).forEach(this::add);
    }

    private static List<String> names(int count) {
        return IntStream.range(0, count).mapToObj(i -> "pod-" + i).toList();
    }

    private void nothingMoreComes() {
        for (Runnable task = queue.poll(); task != null; task = queue.poll()) {
            task.run();
        }
    }

    /** The batch of this number, as soon as it has come. */
    private PodsChanged batch(int index) {
        await().until(() -> cache.batches.size() > index);
        return cache.batches.get(index);
    }
}
