package io.podwatcher.watch;

import static io.podwatcher.watch.FeedUnderTest.names;
import static io.podwatcher.watch.FeedUnderTest.pod;
import static io.podwatcher.watch.FeedUnderTest.told;
import static org.assertj.core.api.Assertions.assertThat;

import io.podwatcher.messages.PodChange.Gone;
import io.podwatcher.messages.PodChange.Present;
import io.podwatcher.messages.PodsChanged.Part;
import io.podwatcher.watch.pod.PodResource;
import io.podwatcher.watch.pod.Samples;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.util.HashMap;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(VertxExtension.class)
class ChangeFeedTest {

    private FeedUnderTest feed;

    @BeforeEach
    void start(Vertx vertx) {
        feed = new FeedUnderTest(vertx);
    }

    @Test
    void eventsOfOneTurnTravelTogetherInTheirOrder() {
        // Given
        feed.handler.onAdd(pod("a"));
        feed.handler.onUpdate(pod("a"), pod("a"));
        feed.handler.onDelete(pod("b"), false);

        // When
        feed.turnEnds();

        // Then
        assertThat(feed.batch(0).part()).isEqualTo(Part.WATCH);
        assertThat(told(feed.batch(0))).containsExactly("a", "a", "-b");
    }

    @Test
    void eventsOfDifferentTurnsTravelApart() {
        // Given
        feed.handler.onAdd(pod("a"));
        feed.turnEnds();
        feed.handler.onAdd(pod("b"));

        // When
        feed.turnEnds();

        // Then
        assertThat(told(feed.batch(0))).containsExactly("a");
        assertThat(told(feed.batch(1))).containsExactly("b");
    }

    @Test
    void batchOfEventsIsSentWhenItIsFullAndTheRestAtTheEndOfTheTurn() {
        // Given
        feed.addAll(300);

        // When
        feed.turnEnds();

        // Then
        assertThat(feed.batch(0).changes()).hasSize(256);
        assertThat(feed.batch(1).changes()).hasSize(44);
        assertThat(feed.cache.changes().stream().map(FeedUnderTest::told)).containsExactlyElementsOf(names(300));
    }

    @Test
    void nothingIsSentForATurnWhoseEventsHaveBeenSentAlready() {
        // Given
        feed.addAll(256);

        // When
        feed.turnEnds();
        feed.handler.onAdd(pod("last"));
        feed.turnEnds();

        // Then
        assertThat(told(feed.batch(1))).containsExactly("last");
    }

    @Test
    void anotherPodUnderTheSameNameEndsTheOldOneFirst() {
        // Given
        feed.handler.onUpdate(pod("web", "old"), pod("web", "new"));

        // When
        feed.turnEnds();

        // Then
        assertThat(feed.batch(0).changes()).hasSize(2).first().isEqualTo(new Gone("old"));
        assertThat(((Present) feed.batch(0).changes().get(1)).pod().uid()).isEqualTo("new");
    }

    @Test
    void podThatCannotBeReadIsGoneBecauseItsOldStateMayBeWrong() {
        // Given
        PodResource unreadable = pod("web", "u");
        unreadable.getMetadata().setLabels(new BrokenLabels());
        feed.handler.onUpdate(pod("web", "u"), unreadable);
        feed.handler.onAdd(pod("next"));

        // When
        feed.turnEnds();

        // Then
        assertThat(feed.batch(0).changes()).hasSize(2).first().isEqualTo(new Gone("u"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'namespace': 'default', 'name': 'web'",
                "'namespace': 'default', 'name': 'web', 'uid': ''",
                "'namespace': 'default', 'uid': 'u'",
                "'namespace': 'default', 'name': '', 'uid': 'u'",
                "'name': 'web', 'uid': 'u'",
                "'namespace': '', 'name': 'web', 'uid': 'u'"
            })
    void eventThatDoesNotSayWhichPodItIsAboutIsToldAndLeftOut(String metadata) {
        // Given
        PodResource nobody = Samples.pod("{\"metadata\": {" + metadata.replace('\'', '"') + "}}");
        feed.handler.onDelete(nobody, false);
        feed.handler.onAdd(pod("next"));

        // When
        feed.turnEnds();

        // Then
        assertThat(feed.heard).containsExactly("unidentified", "confirmed 1");
        assertThat(told(feed.batch(0))).containsExactly("next");
    }

    @Test
    void batchTellsWhenItsLastChangeWasConfirmed() {
        // Given
        feed.clock.set(11);
        feed.handler.onAdd(pod("a"));

        // When
        feed.turnEnds();

        // Then
        assertThat(feed.batch(0).confirmedAt()).isEqualTo(11);
        assertThat(feed.heard).containsExactly("confirmed 11");
    }

    private static final class BrokenLabels extends HashMap<String, String> {

        private static final long serialVersionUID = 1L;

        @Override
        public String get(Object key) {
            throw new IllegalStateException("broken");
        }

        @Override
        public void forEach(BiConsumer<? super String, ? super String> action) {
            throw new IllegalStateException("broken");
        }
    }
}
