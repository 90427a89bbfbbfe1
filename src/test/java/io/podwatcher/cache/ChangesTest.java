package io.podwatcher.cache;

import static io.podwatcher.cache.CacheHarness.gone;
import static io.podwatcher.cache.CacheHarness.present;
import static io.podwatcher.cache.Pods.hostNetwork;
import static io.podwatcher.cache.Pods.live;
import static io.podwatcher.cache.Pods.terminating;
import static org.assertj.core.api.Assertions.assertThat;

import io.podwatcher.messages.BusAddresses;
import io.podwatcher.messages.map.ChangesReply;
import io.podwatcher.messages.map.ChangesRequest;
import io.podwatcher.messages.map.CompleteVersion;
import io.podwatcher.messages.map.KnownVersions;
import io.podwatcher.messages.watch.PodChange;
import io.podwatcher.messages.watch.PodsChanged.Part;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ChangesTest {

    private final CacheHarness cache = new CacheHarness();

    @AfterEach
    void close() {
        cache.close();
    }

    @Test
    void beforeTheFirstListNothingIsSent() {
        // Given
        cache.change(Part.LIST, present(live("a", "10.0.0.1")));

        // When
        ChangesReply reply = ask(ChangesRequest.NEWEST_POSITION);

        // Then
        assertThat(reply.synced()).isFalse();
        assertThat(reply.changes()).isEmpty();
    }

    @Test
    void aReplyCarriesThePositionOfTheMapAndItsAge() {
        // Given
        cache.synced(live("a", "10.0.0.1"), live("b", "10.0.0.2", "fd00::2"));
        cache.nanoTime.addAndGet(TimeUnit.SECONDS.toNanos(7));

        // When
        ChangesReply reply = ask(ChangesRequest.NEWEST_POSITION);

        // Then
        assertThat(reply.synced()).isTrue();
        assertThat(reply.changes()).hasValue(List.of());
        assertThat(reply.last()).isEqualTo(reply.newest());
        assertThat(reply.ownedIps()).isEqualTo(3);
        assertThat(reply.age().seconds()).isEqualTo(7);
        assertThat(reply.instance()).matches("[0-9a-f]{16}");
    }

    @Test
    void theCurrentOwnerIsSentAlthoughTheIpHasChangedTwice() {
        // Given
        cache.synced(live("a", "10.0.0.1"));
        long position = position();
        cache.change(Part.WATCH, gone("a"));
        cache.change(Part.WATCH, present(live("b", "10.0.0.1")));

        // When
        ChangesReply first = ask(ChangesRequest.after(position, position + 1));
        ChangesReply all = ask(ChangesRequest.after(position, Long.MAX_VALUE));

        // Then
        assertThat(entries(first)).containsExactly("10.0.0.1 b");
        assertThat(first.last()).isEqualTo(position + 1);
        assertThat(entries(all)).containsExactly("10.0.0.1 b");
        assertThat(all.last()).isEqualTo(all.newest()).isEqualTo(position + 2);
    }

    @Test
    void whatDoesNotChangeAnyAnswerIsNoChange() {
        // Given
        cache.synced(live("a", "10.0.0.1"));
        long position = position();

        // When
        cache.change(
                Part.WATCH,
                present(live("a", "10.0.0.1")),
                present(terminating("b", "10.0.0.1")),
                present(live("without", new String[0])),
                present(hostNetwork("host", "192.168.0.1")));

        // Then
        assertThat(position()).isEqualTo(position);
    }

    @Test
    void anIpThatIsRefusedHasNoOwner() {
        // Given
        cache.synced(live("a", "10.0.0.1"), live("b", "10.0.0.2"));
        long position = position();

        // When
        cache.change(Part.WATCH, present(live("c", "10.0.0.1")), gone("b"));

        // Then
        assertThat(entries(ask(ChangesRequest.after(position, Long.MAX_VALUE))))
                .containsExactly("10.0.0.1 -", "10.0.0.2 -");
    }

    @Test
    void aListAfterAGapReportsOnlyWhatDiffers() {
        // Given
        cache.synced(live("kept", "10.0.0.1"), live("gone", "10.0.0.2"));
        long position = position();

        // When
        cache.change(Part.GAP);
        cache.change(Part.LIST, present(live("kept", "10.0.0.1")));
        assertThat(position()).isEqualTo(position);
        cache.change(Part.LIST_END, present(live("new", "10.0.0.3")));

        // Then
        assertThat(entries(ask(ChangesRequest.after(position, Long.MAX_VALUE))))
                .containsExactlyInAnyOrder("10.0.0.2 -", "10.0.0.3 new");
    }

    @Test
    void manyChangesAreSentInSeveralReplies() {
        // Given
        cache.synced();
        long position = position();
        cache.change(
                Part.WATCH,
                IntStream.range(0, 600)
                        .mapToObj(i -> present(live("pod-" + i, "10.0." + i / 200 + "." + i % 200)))
                        .toArray(PodChange[]::new));

        // When
        ChangesReply reply = ask(ChangesRequest.after(position, Long.MAX_VALUE));

        // Then
        assertThat(reply.changes().orElseThrow()).hasSize(ChangeReader.MAX_REPORTED);
        assertThat(reply.last()).isEqualTo(position + ChangeReader.MAX_REPORTED);
        assertThat(reply.newest()).isEqualTo(position + 600);
    }

    @Test
    void aPositionThatIsNotKnownHasNoChanges() {
        // Given
        cache.synced();
        long position = position();

        // When
        ChangesReply ahead = ask(ChangesRequest.after(position + 1, Long.MAX_VALUE));

        // Then
        assertThat(ahead.changes()).isEmpty();
        assertThat(ahead.last()).isEqualTo(position);
    }

    @Test
    void theVersionThatIsCompleteIsSentWithThePositionsAtBothEnds() {
        // Given
        cache.changeTo("100", Part.LIST_END, present(live("a", "10.0.0.1")));
        long position = position();
        cache.changeTo("105", Part.WATCH, gone("a"));
        cache.changeTo("107", Part.WATCH, present(live("b", "10.0.0.2")), present(live("c", "10.0.0.3")));

        // When
        ChangesReply all = ask(ChangesRequest.after(position, Long.MAX_VALUE));
        ChangesReply part = ask(ChangesRequest.after(position, position + 2));

        // Then
        assertThat(all.before().orElseThrow().version()).isEqualTo(100);
        assertThat(all.complete().orElseThrow().version()).isEqualTo(107);
        // Of changes that are close, less is known than there was.
        assertThat(part.complete().orElseThrow().version()).isEqualTo(100);
        assertThat(part.age().version().number()).isEqualTo(107);
    }

    @Test
    void aClientOfAnotherReplicaFindsItsPositionByItsVersion() {
        // Given
        cache.changeTo("100", Part.LIST_END, present(live("a", "10.0.0.1")));
        long position = position();
        cache.changeTo("105", Part.WATCH, gone("a"));

        // When // Then
        assertThat(ask(positionOf("00000000", 104)).last()).isEqualTo(position);
        assertThat(ask(positionOf("00000000", 105)).last()).isEqualTo(position + 1);
        assertThat(ask(positionOf("00000000", 99)).changes()).isEmpty();
        assertThat(ask(positionOf("00000001", 105)).changes()).isEmpty();
    }

    @Test
    void aClientOfAVersionThatAListHasLeaptOverCannotContinue() {
        // Given
        cache.changeTo("100", Part.LIST_END, present(live("a", "10.0.0.1")));
        long position = position();
        cache.changeTo("110", Part.LIST_END, present(live("b", "10.0.0.2")));

        // When // Then
        assertThat(ask(positionOf("00000000", 100)).last()).isEqualTo(position);
        assertThat(ask(positionOf("00000000", 105)).changes()).isEmpty();
        assertThat(ask(positionOf("00000000", 110)).last()).isEqualTo(position());
    }

    @Test
    void afterAGapNoVersionOfBeforeMeansAnything() {
        // Given
        cache.changeTo("100", Part.LIST_END, present(live("a", "10.0.0.1")));
        cache.change(Part.GAP);

        // When // Then
        assertThat(ask(positionOf("00000000", 100)).changes()).isEmpty();
        assertThat(ask(ChangesRequest.NEWEST_POSITION).complete()).isEmpty();
        cache.changeTo("90", Part.LIST_END, present(live("b", "10.0.0.1")));
        assertThat(ask(positionOf("00000000", 89)).changes()).isEmpty();
        assertThat(ask(positionOf("00000000", 95)).last()).isEqualTo(position());
    }

    /** Of a client whose version was reached after all that is here. */
    private static ChangesRequest positionOf(String content, long version) {
        return ChangesRequest.positionOf(
                new KnownVersions(new CompleteVersion(content, version, Long.MAX_VALUE), version));
    }

    private long position() {
        return ask(ChangesRequest.NEWEST_POSITION).newest();
    }

    private ChangesReply ask(ChangesRequest request) {
        return cache.ask(BusAddresses.CHANGES, request);
    }

    private static List<String> entries(ChangesReply reply) {
        return reply.changes().orElseThrow().stream()
                .map(change ->
                        change.ip() + " " + change.owner().map(pod -> pod.uid()).orElse("-"))
                .toList();
    }
}
