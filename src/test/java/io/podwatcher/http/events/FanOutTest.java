package io.podwatcher.http.events;

import static io.podwatcher.http.events.FollowedMap.large;
import static io.podwatcher.http.events.FollowedMap.pod;
import static org.assertj.core.api.Assertions.assertThat;

import io.podwatcher.http.events.frame.ChangeBatch;
import io.podwatcher.http.events.frame.FrameEncoder;
import io.podwatcher.model.Pod;
import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FanOutTest {

    private final FrameEncoder encoder = new FrameEncoder();
    private final Queue<Runnable> turns = new ArrayDeque<>();
    private final List<Long> heldWhenRoomWasMade = new ArrayList<>();
    private final FanOut fanOut = new FanOut(turns::add, () -> heldWhenRoomWasMade.add(encoder.heldBytes()));
    private int encodings;

    @AfterEach
    void close() {
        encoder.close();
    }

    private static List<FakeClient> clients(int count) {
        return Stream.generate(FakeClient::new).limit(count).toList();
    }

    private FanOut.Delivery delivery(List<FakeClient> clients, Pod... pods) {
        return new FanOut.Delivery(
                () -> clients.stream().map(client -> client.subscriber).toList(),
                () -> {
                    encodings++;
                    return encoder.changes(
                            FakeClient.ALL_PODS, new ChangeBatch(FakeMap.changes(0, pods)), Optional.empty());
                },
                Subscriber::receive);
    }

    private void runAllTurns() {
        while (!turns.isEmpty()) {
            turns.remove().run();
        }
    }

    @Test
    void allSubscribersAreSentTheSameBytesWhichAreEncodedOnceAndFreedWhenTheLastClientHasTakenThem() {
        // Given
        List<FakeClient> clients = clients(3);

        // When
        Future<Void> done = fanOut.send(List.of(delivery(clients, pod("default", "web", "10.0.0.1"))));

        // Then
        assertThat(done.succeeded()).isTrue();
        assertThat(encodings).isEqualTo(1);
        assertThat(clients)
                .allSatisfy(client -> assertThat(client.text())
                        .startsWith("event: pod\nid: abc-1\ndata: {\"ip\":\"10.0.0.1\",\"pod\":{\"name\":\"web\""));
        assertThat(encoder.heldBytes()).isEqualTo(clients.get(0).received().length);

        // When
        clients.get(0).takeAll();
        clients.get(1).takeAll();

        // Then
        assertThat(encoder.heldBytes()).isPositive();

        // When
        clients.get(2).takeAll();

        // Then
        assertThat(encoder.heldBytes()).isZero();
    }

    @Test
    void oneTurnWritesAFewFramesAndTheNextOneGoesOn() {
        // Given
        List<FakeClient> clients = clients(100);

        // When
        Future<Void> done = fanOut.send(List.of(delivery(clients, pod("default", "web", "10.0.0.1"))));

        // Then
        assertThat(done.isComplete()).isFalse();
        assertThat(clients.stream().filter(client -> client.writes() > 0)).hasSize(48);
        assertThat(turns).hasSize(1);

        // When
        runAllTurns();

        // Then
        assertThat(done.succeeded()).isTrue();
        assertThat(encodings).isEqualTo(1);
        assertThat(clients).allSatisfy(client -> assertThat(client.writes()).isEqualTo(1));
    }

    @Test
    void aSubscriberThatClosesBetweenTwoTurnsIsSentNothing() {
        // Given
        List<FakeClient> clients = clients(100);
        FakeClient last = clients.get(99);
        last.subscriber.open(encoder.opening(FakeClient.ALL_PODS));
        fanOut.send(List.of(delivery(clients, pod("default", "web", "10.0.0.1"))));

        // When
        last.leave();
        runAllTurns();

        // Then
        assertThat(last.text()).isEqualTo("retry: 1000\n\n");
        assertThat(last.closed).containsExactly(last.subscriber);
    }

    @Test
    void framesOfOneTopicAreFreedBeforeThoseOfTheNextAreEncoded() {
        // Given
        List<FakeClient> one = clients(1);
        List<FakeClient> other = clients(1);
        FanOut.Delivery first = delivery(one, pod("default", "web", "10.0.0.1"));
        FanOut.Delivery taken = new FanOut.Delivery(first.subscribers(), first.frames(), (subscriber, frames) -> {
            subscriber.receive(frames);
            one.get(0).takeAll();
        });

        // When
        fanOut.send(List.of(taken, delivery(other, pod("default", "db", "10.0.0.2"))));

        // Then
        assertThat(heldWhenRoomWasMade).containsExactly(0L, 0L);
        assertThat(other.get(0).text()).contains("db");
    }

    @Test
    void nothingIsEncodedForATopicWhoseSubscribersHaveGone() {
        // When
        Future<Void> done = fanOut.send(List.of(delivery(List.of(), pod("default", "web", "10.0.0.1"))));

        // Then
        assertThat(done.succeeded()).isTrue();
        assertThat(encodings).isZero();
    }

    @Test
    void aBugFailsTheFanOutAndFreesItsFrames() {
        // Given
        FanOut.Delivery good = delivery(clients(1), large("web", 1000, "10.0.0.1"));
        RuntimeException bug = new IllegalStateException("bug");
        FanOut.Delivery bad = new FanOut.Delivery(good.subscribers(), good.frames(), (subscriber, frames) -> {
            throw bug;
        });

        // When
        Future<Void> done = fanOut.send(List.of(bad));

        // Then
        assertThat(done.cause()).isSameAs(bug);
        assertThat(encoder.heldBytes()).isZero();
        assertThat(turns).isEmpty();
    }
}
