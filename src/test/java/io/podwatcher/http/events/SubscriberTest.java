package io.podwatcher.http.events;

import static io.podwatcher.http.events.FollowedMap.large;
import static io.podwatcher.http.events.FollowedMap.pod;
import static org.assertj.core.api.Assertions.assertThat;

import io.podwatcher.http.events.cursor.StreamStart;
import io.podwatcher.http.events.frame.Bookmark;
import io.podwatcher.http.events.frame.ChangeBatch;
import io.podwatcher.http.events.frame.Frame;
import io.podwatcher.http.events.frame.FrameEncoder;
import io.podwatcher.http.events.frame.Topic;
import io.podwatcher.model.MapVersion;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SubscriberTest {

    private static final Topic GZIP = FakeClient.topic(Optional.empty(), true);

    private final FrameEncoder encoder = new FrameEncoder();

    @AfterEach
    void close() {
        encoder.close();
    }

    private List<Frame> frames(Topic topic, long after, String name, int length) {
        return encoder.changes(
                topic, new ChangeBatch(FakeMap.changes(after, large(name, length, "10.0.0.1"))), Optional.empty());
    }

    @Test
    void partsThatOthersAreSentTooMakeOneGzipMemberWhereverAClientJoinsAndEnds() throws IOException {
        // Given
        FakeClient early = new FakeClient(GZIP);
        FakeClient late = new FakeClient(GZIP);
        early.subscriber.open(encoder.opening(GZIP));
        early.subscriber.receive(frames(GZIP, 0, "one", 5000));
        late.subscriber.open(encoder.opening(GZIP));
        List<Frame> shared = frames(GZIP, 1, "two", 70_000);

        // When
        early.subscriber.receive(shared);
        late.subscriber.receive(shared);
        early.subscriber.end();
        late.subscriber.end();

        // Then
        assertThat(unzipped(early)).startsWith("retry: 1000\n\n").contains("\"one\"", "\"two\"");
        assertThat(unzipped(late))
                .startsWith("retry: 1000\n\nevent: pod\nid: abc-2\n")
                .contains("\"two\"");
    }

    /** Fails if the trailer's length or CRC is wrong. */
    private static String unzipped(FakeClient client) throws IOException {
        try (GZIPInputStream text = new GZIPInputStream(new ByteArrayInputStream(client.received()))) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void aClientThatTakesNothingIsHeldTwoFramesAtMostAndCountsAsSlowFromTheFirstFrameThatHasToWait() {
        // Given
        FakeClient client = new FakeClient();
        client.subscriber.receive(frames(FakeClient.ALL_PODS, 0, "small", 60_000));
        client.subscriber.receive(frames(FakeClient.ALL_PODS, 1, "large", 70_000));
        assertThat(client.subscriber.fullNanos(System.nanoTime())).isZero();

        // When
        boolean all = client.subscriber.receive(frames(FakeClient.ALL_PODS, 2, "waiting", 10));

        // Then
        assertThat(all).isFalse();
        assertThat(client.writes()).isEqualTo(2);
        assertThat(client.subscriber.position()).isEqualTo(2);
        assertThat(client.subscriber.fullNanos(System.nanoTime() + 1)).isPositive();
        assertThat(client.writable).isEmpty();

        // When
        client.takeAll();

        // Then
        assertThat(client.writable).containsExactly(client.subscriber);
        assertThat(client.subscriber.fullNanos(System.nanoTime())).isZero();
        assertThat(client.subscriber.unsent()).isZero();
    }

    @Test
    void aStreamThatIsClosedReportsItOnceAndIsSentNothingMore() {
        // Given
        FakeClient client = new FakeClient();
        client.subscriber.open(encoder.opening(FakeClient.ALL_PODS));

        // When
        client.leave();
        client.subscriber.disconnect(DisconnectReason.SLOW);
        boolean all = client.subscriber.receive(frames(FakeClient.ALL_PODS, 0, "late", 10));

        // Then
        assertThat(all).isFalse();
        assertThat(client.closed).containsExactly(client.subscriber);
        assertThat(client.releases).isEqualTo(1);
        assertThat(client.writes()).isEqualTo(1);
    }

    @Test
    void theEndOfAStreamDoesNotWaitForAClientThatTakesNothing() {
        // Given
        FakeClient client = new FakeClient();
        client.subscriber.receive(frames(FakeClient.ALL_PODS, 0, "large", 70_000));
        client.subscriber.receive(frames(FakeClient.ALL_PODS, 1, "waiting", 10));

        // When
        boolean ended = client.subscriber.end().isComplete();

        // Then
        assertThat(ended).isTrue();
        assertThat(client.resets).isEqualTo(1);
    }

    @Test
    void aBookmarkBehindNoChangesIsSentToASubscriberThatIsAtItsPosition() {
        // Given
        FakeClient client = new FakeClient();
        client.subscriber.start(StreamStart.CHANGES_ONLY, 7);
        Bookmark bookmark = new Bookmark(FakeMap.INSTANCE, 7, Optional.empty(), MapVersion.UNKNOWN, 3, 1);

        // When
        client.subscriber.receive(
                encoder.changes(FakeClient.ALL_PODS, new ChangeBatch(FakeMap.changes(7)), Optional.of(bookmark)));

        // Then
        assertThat(client.text()).isEqualTo("event: bookmark\nid: abc-7\ndata: {\"pod_count\":3,\"watch_age\":1}\n\n");
    }

    @Test
    void aPodThatTheFilterDoesNotSelectIsSentAsDeleted() {
        // Given
        Topic shop = FakeClient.topic(Optional.of("shop"), false);
        FakeClient client = new FakeClient(shop);

        // When
        client.subscriber.receive(encoder.changes(
                shop, new ChangeBatch(FakeMap.changes(0, pod("default", "web", "10.0.0.1"))), Optional.empty()));

        // Then
        assertThat(client.text()).isEqualTo("event: deleted\nid: abc-1\ndata: {\"ip\":\"10.0.0.1\"}\n\n");
    }
}
