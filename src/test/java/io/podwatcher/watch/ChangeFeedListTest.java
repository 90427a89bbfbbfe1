package io.podwatcher.watch;

import static io.podwatcher.watch.FeedUnderTest.pod;
import static io.podwatcher.watch.FeedUnderTest.told;
import static org.assertj.core.api.Assertions.assertThat;

import io.podwatcher.messages.PodChange.Gone;
import io.podwatcher.messages.PodsChanged.Part;
import io.podwatcher.watch.pod.Samples;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A list is one change of the map: its parts are marked, and nothing else comes between them. */
@ExtendWith(VertxExtension.class)
class ChangeFeedListTest {

    private FeedUnderTest feed;

    @BeforeEach
    void start(Vertx vertx) {
        feed = new FeedUnderTest(vertx);
    }

    @Test
    void partsOfAListAreMarkedAndItsLastOneEndsIt() {
        // Given
        feed.handler.onBeforeList(null);
        feed.addAll(300);
        feed.handler.onDelete(pod("gone"), true);

        // When
        feed.handler.onList("7", false);

        // Then
        assertThat(feed.batch(0).part()).isEqualTo(Part.LIST);
        assertThat(feed.batch(0).changes()).hasSize(256);
        assertThat(feed.batch(1).part()).isEqualTo(Part.LIST_END);
        assertThat(feed.batch(1).changes()).hasSize(45).endsWith(new Gone("uid-gone"));
    }

    @Test
    void partsOfAListOfLargePodsHaveFewerOfThem() {
        // Given
        feed.handler.onBeforeList(null);
        String annotations = "{\"a\": \"" + "x".repeat(15_000) + "\"}";

        // When
        for (int i = 0; i < 100; i++) {
            feed.handler.onAdd(
                    Samples.pod("{\"metadata\": {\"name\": \"large\", \"namespace\": \"default\", \"uid\": \"uid-" + i
                            + "\", \"annotations\": " + annotations + "}}"));
        }

        // Then
        assertThat(feed.batch(0).changes()).hasSizeBetween(33, 35);
        assertThat(feed.batch(1).changes()).hasSizeBetween(33, 35);
    }

    @Test
    void partsOfAListAreNotSentByTheEndOfATurn() {
        // Given
        feed.handler.onAdd(pod("before"));
        feed.handler.onBeforeList("6");
        feed.handler.onAdd(pod("listed"));

        // When
        feed.turnEnds();
        feed.handler.onList("7", false);

        // Then
        assertThat(feed.batch(0).part()).isEqualTo(Part.WATCH);
        assertThat(told(feed.batch(0))).containsExactly("before");
        assertThat(feed.batch(1).part()).isEqualTo(Part.LIST_END);
        assertThat(told(feed.batch(1))).containsExactly("listed");
    }

    @Test
    void endOfAListIsToldEvenWhenNothingHasChanged() {
        // Given
        feed.handler.onBeforeList(null);

        // When
        feed.handler.onList("7", true);

        // Then
        assertThat(feed.batch(0).part()).isEqualTo(Part.LIST_END);
        assertThat(feed.batch(0).changes()).isEmpty();
    }

    @Test
    void nothingIsSentBeforeAListWhenNothingHasHappened() {
        // Given
        feed.handler.onBeforeList(null);
        feed.handler.onList("7", true);
        feed.handler.onBeforeList("7");

        // When
        feed.handler.onList("8", true);

        // Then
        assertThat(feed.batch(1).part()).isEqualTo(Part.LIST_END);
        assertThat(feed.cache.batches).hasSize(2);
    }

    @Test
    void eventsAfterAListAreEventsOfTheWatchAgain() {
        // Given
        feed.handler.onBeforeList(null);
        feed.handler.onAdd(pod("listed"));
        feed.handler.onList("7", false);
        feed.handler.onAdd(pod("after"));

        // When
        feed.turnEnds();

        // Then
        assertThat(feed.batch(1).part()).isEqualTo(Part.WATCH);
        assertThat(told(feed.batch(1))).containsExactly("after");
    }

    @Test
    void listConfirmsTheMapWhenItIsCompleteOnlyAndAsItWasWhenTheListBegan() {
        // Given
        feed.listBeganAt.set(20);
        feed.handler.onBeforeList(null);
        feed.addAll(300);
        feed.clock.set(30);

        // When
        feed.handler.onList("7", false);

        // Then
        assertThat(feed.heard).containsExactly("confirmed 20", "listed 300");
        assertThat(feed.batch(1).part()).isEqualTo(Part.LIST_END);
        assertThat(feed.batch(1).confirmedAt()).isEqualTo(20);
    }

    @Test
    void podWithoutAUidIsLeftOutOfAListWhichNeedsNoOtherOne() {
        // Given
        feed.handler.onBeforeList(null);
        feed.handler.onAdd(pod("nobody", ""));
        feed.handler.onAdd(pod("listed"));

        // When
        feed.handler.onList("7", false);

        // Then
        assertThat(feed.heard).containsExactly("confirmed 1", "listed 1");
        assertThat(told(feed.batch(0))).containsExactly("listed");
    }

    @Test
    void longListSaysFromBatchToBatchHowFarItIs() {
        // When
        feed.handler.onBeforeList(null);
        feed.addAll(600);

        // Then
        assertThat(feed.progress).containsExactly(256, 512);
    }

    @Test
    void listThatIsBegunAnewGoesOnWhereTheOneBeforeWasCut() {
        // Given
        feed.handler.onBeforeList(null);
        feed.handler.onAdd(pod("a"));

        // When
        feed.handler.onBeforeList(null);
        feed.handler.onAdd(pod("b"));
        feed.handler.onList("7", false);

        // Then
        assertThat(feed.batch(0).part()).isEqualTo(Part.LIST);
        assertThat(told(feed.batch(0))).containsExactly("a");
        assertThat(feed.batch(1).part()).isEqualTo(Part.LIST_END);
        assertThat(told(feed.batch(1))).containsExactly("b");
    }
}
