package io.podwatcher.http.events;

import static io.podwatcher.http.events.FollowedMap.large;
import static io.podwatcher.http.events.FollowedMap.pod;
import static org.assertj.core.api.Assertions.assertThat;

import io.podwatcher.http.events.cursor.StreamStart;
import io.podwatcher.http.events.frame.FrameEncoder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CatchUpQueueTest {

    private static final long LIVE = 10;

    private final FakeMap map = new FakeMap();
    private final FrameEncoder encoder = new FrameEncoder();
    private final Queue<Runnable> turns = new ArrayDeque<>();
    private final List<Subscriber> scheduled = new ArrayList<>();
    private final Subscribers subscribers = new Subscribers(EventLimits.of(100, 64 << 20), encoder::heldBytes);
    private final CatchUpQueue queue = new CatchUpQueue(
            map,
            encoder,
            new FanOut(turns::add, subscribers::makeRoom),
            subscribers,
            turns::add,
            () -> LIVE,
            scheduled::add);

    @AfterEach
    void close() {
        encoder.close();
    }

    private void runAllTurns() {
        while (!turns.isEmpty()) {
            turns.remove().run();
        }
    }

    private FakeClient add(StreamStart start, long position) {
        return add(new FakeClient(), start, position);
    }

    private FakeClient add(FakeClient client, StreamStart start, long position) {
        client.subscriber.start(start, position);
        queue.add(client.subscriber);
        return client;
    }

    @Test
    void subscribersThatWaitForTheSamePageShareOneRequestAndTheSameBytes() {
        // Given
        FakeClient blocking = add(new FakeClient(FakeClient.topic(Optional.of("shop"), false)), StreamStart.START, 3);
        FakeClient one = add(StreamStart.START, 4);
        FakeClient other = add(StreamStart.START, 5);
        assertThat(map.pageRequests).hasSize(1);

        // When
        map.answer(FakeMap.page(Optional.empty()));
        runAllTurns();
        map.answer(FakeMap.page(Optional.empty(), pod("default", "web", "10.0.0.1")));
        runAllTurns();

        // Then
        assertThat(map.pageRequests).hasSize(2);
        assertThat(blocking.text())
                .isEqualTo("event: snapshot\ndata: {\"first\":true,\"reason\":\"start\",\"pods\":{}}\n\n");
        assertThat(one.text())
                .contains("\"first\":true,\"reason\":\"start\"")
                .contains("\"10.0.0.1\":{\"name\":\"web\"");
        assertThat(other.received()).isEqualTo(one.received());
        assertThat(scheduled).containsExactly(blocking.subscriber, one.subscriber, other.subscriber);
        assertThat(one.subscriber.position())
                .as("each goes on with its own changes")
                .isEqualTo(4);
        assertThat(other.subscriber.position()).isEqualTo(5);
    }

    @Test
    void aSnapshotGoesOnBehindItsLastPage() {
        // Given
        FakeClient client = add(StreamStart.TOO_OLD, 3);

        // When
        map.answer(FakeMap.page(Optional.of(FakeMap.ip("10.0.0.9")), pod("default", "web", "10.0.0.1")));
        runAllTurns();
        queue.add(client.subscriber);
        map.answer(FakeMap.page(Optional.empty(), pod("default", "db", "10.0.0.10")));

        // Then
        assertThat(map.pageRequests.get(1).after()).contains(FakeMap.ip("10.0.0.9"));
        assertThat(client.text())
                .contains("\"first\":true,\"reason\":\"too_old\"")
                .contains("{\"first\":false,\"pods\":{\"10.0.0.10\":");
        assertThat(client.subscriber.snapshot()).isEmpty();
    }

    @Test
    void aPageOfWhichTheFilterSelectsNothingMovesTheCursorAndSendsNothing() {
        // Given
        FakeClient client = add(StreamStart.START, 3);

        // When
        map.answer(FakeMap.page(Optional.of(FakeMap.ip("10.0.0.9"))));

        // Then
        assertThat(client.writes()).isZero();
        assertThat(client.subscriber.snapshot().orElseThrow().after()).contains(FakeMap.ip("10.0.0.9"));
        assertThat(client.subscriber.snapshot().orElseThrow().reason()).contains(StreamStart.START);
        assertThat(scheduled).containsExactly(client.subscriber);
    }

    @Test
    void aFullSubscriberIsSentNoMoreAndReadsOnBehindWhatItWasSent() {
        // Given
        FakeClient client = add(StreamStart.START, 3);

        // When
        map.answer(FakeMap.page(
                Optional.of(FakeMap.ip("10.0.0.9")),
                large("one", 70_000, "10.0.0.1"),
                large("two", 70_000, "10.0.0.2"),
                large("three", 70_000, "10.0.0.3")));
        runAllTurns();

        // Then
        assertThat(client.writes()).isEqualTo(1);
        assertThat(scheduled).isEmpty();

        // When
        client.takeAll();

        // Then
        assertThat(client.writable).containsExactly(client.subscriber);
        assertThat(encoder.heldBytes()).isZero();

        // When
        queue.add(client.subscriber);

        // Then
        assertThat(map.pageRequests.get(1).after()).contains(FakeMap.ip("10.0.0.1"));
    }

    @Test
    void aSubscriberThatIsAheadReadsWithOneThatIsBehindAndIsSentOnlyWhatItLacks() {
        // Given
        FakeClient blocking = add(StreamStart.START, 0);
        FakeClient behind = add(StreamStart.RESUMED, 2);
        FakeClient ahead = add(StreamStart.RESUMED, 4);
        FakeClient furtherBehind = add(StreamStart.RESUMED, 1);
        blocking.subscriber.disconnect(DisconnectReason.SLOW);
        map.answer(FakeMap.page(Optional.empty()));
        runAllTurns();

        // When
        map.answer(FakeMap.changes(2, large("three", 70_000, "10.0.0.3"), pod("default", "four", "10.0.0.4")));
        runAllTurns();

        // Then
        assertThat(map.changesRequests.get(0).after()).contains(2L);
        assertThat(map.changesRequests.get(0).upTo()).isEqualTo(LIVE);
        assertThat(behind.writes()).isEqualTo(1);
        assertThat(behind.text()).contains("id: abc-3");
        assertThat(ahead.writes()).isEqualTo(1);
        assertThat(ahead.text()).startsWith("event: pod\nid: abc-4\n");
        assertThat(scheduled).containsExactly(ahead.subscriber);
        assertThat(furtherBehind.writes()).isZero();
        assertThat(map.changesRequests.get(1).after()).contains(1L);
    }

    @Test
    void aSubscriberWhoseChangesAreNoLongerKeptStartsWithASnapshotAtTheLivePosition() {
        // Given
        FakeClient client = add(StreamStart.RESUMED, 2);

        // When
        map.answer(FakeMap.forgotten());

        // Then
        assertThat(client.subscriber.snapshot().orElseThrow().reason()).contains(StreamStart.TOO_OLD);
        assertThat(client.subscriber.position()).isEqualTo(LIVE);
        assertThat(scheduled).containsExactly(client.subscriber);
    }

    @Test
    void thoseThatTheCacheDoesNotAnswerAreDisconnectedAndTheNextReadOn() {
        // Given
        FakeClient unanswered = add(StreamStart.START, 3);
        FakeClient next = add(StreamStart.RESUMED, 3);

        // When
        map.failPage(new IllegalStateException("timeout"));
        runAllTurns();

        // Then
        assertThat(unanswered.resets).isEqualTo(1);
        assertThat(next.resets).isZero();
        assertThat(map.changesRequests).hasSize(1);
    }

    @Test
    void aSubscriberThatHasGoneIsNotReadFor() {
        // Given
        FakeClient first = add(StreamStart.START, 3);
        FakeClient gone = add(StreamStart.RESUMED, 3);

        // When
        gone.subscriber.disconnect(DisconnectReason.SLOW);
        map.answer(FakeMap.page(Optional.empty()));
        runAllTurns();

        // Then
        assertThat(first.writes()).isEqualTo(1);
        assertThat(map.changesRequests).isEmpty();
    }
}
