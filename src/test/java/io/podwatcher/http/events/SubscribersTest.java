package io.podwatcher.http.events;

import static io.podwatcher.http.events.FollowedMap.large;
import static org.assertj.core.api.Assertions.assertThat;

import io.podwatcher.http.events.frame.ChangeBatch;
import io.podwatcher.http.events.frame.Frame;
import io.podwatcher.http.events.frame.FrameEncoder;
import io.podwatcher.http.events.frame.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SubscribersTest {

    private static final Topic TOPIC = FakeClient.ALL_PODS;

    private final FrameEncoder encoder = new FrameEncoder();

    @AfterEach
    void close() {
        encoder.close();
    }

    private Subscribers with(Duration unreadTimeout, long maxUnsentBytes, List<FakeClient> clients) {
        Subscribers subscribers = new Subscribers(
                new EventLimits(Duration.ZERO, Duration.ZERO, unreadTimeout, 2, maxUnsentBytes), encoder::heldBytes);
        clients.forEach(client -> subscribers.add(client.subscriber));
        return subscribers;
    }

    /** Writes a frame of about 70,000 bytes, which the client does not take. */
    private void fill(FakeClient client) {
        List<Frame> frames = encoder.changes(
                TOPIC, new ChangeBatch(FakeMap.changes(0, large("large", 70_000, "10.0.0.1"))), Optional.empty());
        client.subscriber.receive(frames);
        frames.forEach(Frame::release);
    }

    @Test
    void roomIsMadeByThoseWhoseClientHasTakenNothingForLongest() {
        // Given
        List<FakeClient> clients =
                IntStream.range(0, 3).mapToObj(i -> new FakeClient()).toList();
        clients.forEach(this::fill);
        clients.get(1).subscriber.isWritable();
        Subscribers subscribers = with(Duration.ofHours(1), 2 * 80_000, clients);

        // When
        subscribers.makeRoom();

        // Then
        assertThat(clients.get(1).resets).isEqualTo(1);
        assertThat(clients.get(0).resets + clients.get(2).resets).isZero();
    }

    @Test
    void onlyAClientThatKeepsAFrameWaitingForTooLongIsDisconnected() {
        // Given
        List<FakeClient> clients = List.of(new FakeClient(), new FakeClient());
        clients.forEach(this::fill);
        clients.get(0).subscriber.isWritable();
        Subscribers subscribers = with(Duration.ZERO, Long.MAX_VALUE, clients);

        // When
        subscribers.disconnectSlow();

        // Then
        assertThat(clients.get(0).resets).isEqualTo(1);
        assertThat(clients.get(1).resets).isZero();
    }

    @Test
    void thereIsALimitOfThem() {
        // When
        Subscribers subscribers = with(Duration.ZERO, 0, List.of(new FakeClient()));

        // Then
        assertThat(subscribers.isFull()).isFalse();
        subscribers.add(new FakeClient().subscriber);
        assertThat(subscribers.isFull()).isTrue();
    }

    @Test
    void oneThatIsRemovedIsNoLongerThere() {
        // Given
        FakeClient left = new FakeClient();
        FakeClient gone = new FakeClient();
        Subscribers subscribers = with(Duration.ZERO, 0, List.of(left, gone));

        // When
        subscribers.remove(gone.subscriber);

        // Then
        assertThat(subscribers.all()).containsExactly(left.subscriber);
        assertThat(subscribers.size()).isEqualTo(1);
        assertThat(subscribers.isEmpty()).isFalse();
        subscribers.remove(left.subscriber);
        assertThat(subscribers.isEmpty()).isTrue();
    }

    @Test
    void aCacheThatDoesNotReplyDisconnectsThoseThatWaitForIt() {
        // Given
        List<FakeClient> clients = List.of(new FakeClient(), new FakeClient());
        Subscribers subscribers = with(Duration.ofHours(1), Long.MAX_VALUE, clients);

        // When
        subscribers.unanswered(new IllegalStateException("no reply"), List.of(clients.get(0).subscriber));

        // Then
        assertThat(clients.get(0).resets).isEqualTo(1);
        assertThat(clients.get(1).resets).isZero();
    }

    @Test
    void nobodyIsDisconnectedAsLongAsThereIsRoom() {
        // Given
        List<FakeClient> clients = List.of(new FakeClient(), new FakeClient());
        clients.forEach(this::fill);
        Subscribers subscribers = with(Duration.ofHours(1), encoder.heldBytes(), clients);

        // When
        subscribers.makeRoom();

        // Then
        assertThat(clients.get(0).resets + clients.get(1).resets).isZero();
    }
}
