package io.podwatcher.cache;

import static io.podwatcher.cache.CacheHarness.gone;
import static io.podwatcher.cache.CacheHarness.present;
import static io.podwatcher.cache.Pods.live;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.podwatcher.messages.BusAddresses;
import io.podwatcher.messages.lookup.LookupReply;
import io.podwatcher.messages.lookup.LookupRequest;
import io.podwatcher.messages.map.StatusReply;
import io.podwatcher.messages.watch.PodsChanged.Part;
import io.podwatcher.messages.watch.WatchAge;
import io.podwatcher.messages.watch.WatchReport;
import io.podwatcher.model.MapVersion;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CacheVerticleTest {

    private final CacheHarness cache = new CacheHarness();

    @AfterEach
    void close() {
        cache.close();
    }

    @Test
    void beforeTheFirstListIsCompleteNothingIsKnown() {
        // When
        cache.change(Part.LIST, present(live("a", "10.0.0.1")));

        // Then
        assertThat(cache.verdict("10.0.0.1")).isEqualTo("NOT_SYNCED");
        assertThat(cache.verdict("10.0.0.2")).isEqualTo("NOT_SYNCED");
        assertThat(cache.status().synced()).isFalse();
    }

    @Test
    void theEndOfTheFirstListMakesAllItsPartsKnown() {
        // When
        cache.change(Part.LIST, present(live("a", "10.0.0.1")));
        cache.change(Part.LIST_END, present(live("b", "10.0.0.2")));

        // Then
        assertThat(cache.verdict("10.0.0.1")).isEqualTo("a");
        assertThat(cache.verdict("10.0.0.2")).isEqualTo("b");
        assertThat(cache.status().size().ownedIps()).isEqualTo(2);
    }

    @Test
    void anEmptyClusterIsSyncedToo() {
        // When
        cache.change(Part.LIST_END);

        // Then
        assertThat(cache.verdict("10.0.0.1")).isEqualTo("NOT_FOUND");
    }

    @Test
    void anEventIsAppliedAtOnce() {
        // Given
        cache.synced(live("a", "10.0.0.1"));

        // When
        cache.change(Part.WATCH, gone("a"), present(live("b", "10.0.0.2")));

        // Then
        assertThat(cache.verdict("10.0.0.1")).isEqualTo("NOT_FOUND");
        assertThat(cache.verdict("10.0.0.2")).isEqualTo("b");
    }

    @Test
    void aRelistIsOneChangeThoughTheNewPodComesBeforeTheOldOnesDeletion() {
        // Given
        cache.synced(live("old", "10.0.0.1"), live("other", "10.0.0.2"));

        // When
        cache.change(Part.LIST, present(live("new", "10.0.0.1")), present(live("other", "10.0.0.3")));

        // Then
        assertThat(cache.verdict("10.0.0.1")).isEqualTo("old");
        assertThat(cache.verdict("10.0.0.2")).isEqualTo("other");
        assertThat(cache.verdict("10.0.0.3")).isEqualTo("NOT_FOUND");

        // When
        cache.change(Part.LIST_END, gone("old"));

        // Then
        assertThat(cache.verdict("10.0.0.1")).isEqualTo("new");
        assertThat(cache.verdict("10.0.0.2")).isEqualTo("NOT_FOUND");
        assertThat(cache.verdict("10.0.0.3")).isEqualTo("other");
    }

    @Test
    void aPodDeletedWhileDisconnectedIsGoneAfterTheRelist() {
        // Given
        cache.synced(live("a", "10.0.0.1"), live("b", "10.0.0.2"));

        // When
        cache.change(Part.LIST_END, gone("a"));

        // Then
        assertThat(cache.verdict("10.0.0.1")).isEqualTo("NOT_FOUND");
        assertThat(cache.verdict("10.0.0.2")).isEqualTo("b");
    }

    @Test
    void aRestartedListCountsByItsNewestStateOfEachPod() {
        // Given
        cache.synced(live("a", "10.0.0.1"));

        // When
        cache.change(Part.LIST, present(live("a", "10.0.0.2")), present(live("b", "10.0.0.5")));
        cache.change(Part.LIST, present(live("a", "10.0.0.3")), gone("b"));
        cache.change(Part.LIST_END);

        // Then
        assertThat(cache.verdict("10.0.0.2")).isEqualTo("NOT_FOUND");
        assertThat(cache.verdict("10.0.0.3")).isEqualTo("a");
        assertThat(cache.verdict("10.0.0.5")).isEqualTo("NOT_FOUND");
    }

    @Test
    void aRelistKnowsNothingOfTheOneBefore() {
        // Given
        cache.synced(live("a", "10.0.0.1"));
        cache.change(Part.LIST_END, present(live("b", "10.0.0.2")));
        cache.change(Part.WATCH, gone("b"));

        // When
        cache.change(Part.LIST_END, present(live("c", "10.0.0.3")));

        // Then
        assertThat(cache.verdict("10.0.0.2")).isEqualTo("NOT_FOUND");
        assertThat(cache.verdict("10.0.0.3")).isEqualTo("c");
    }

    @Test
    void lookupsAreAnsweredInTheOrderAsked() {
        // Given
        cache.synced(live("a", "10.0.0.1"), live("b", "10.0.0.2"));

        // When
        LookupReply reply = cache.ask(
                BusAddresses.LOOKUP,
                new LookupRequest(List.of(Pods.ip("10.0.0.2"), Pods.ip("10.0.0.9"), Pods.ip("10.0.0.1"))));

        // Then
        assertThat(reply.lookups().stream()
                        .map(lookup -> CacheHarness.verdict(new LookupReply(List.of(lookup), WatchAge.NONE))))
                .containsExactly("b", "NOT_FOUND", "a");
    }

    @Test
    void theAgeCountsFromTheLastThingThatTheApiServerConfirmed() {
        // Given
        cache.nanoTime.set(TimeUnit.SECONDS.toNanos(100));
        cache.synced(live("a", "10.0.0.1"));
        cache.nanoTime.set(TimeUnit.SECONDS.toNanos(107));
        assertThat(cache.status().age().seconds()).isEqualTo(7);

        // When
        cache.change(Part.LIST, present(live("b", "10.0.0.2")));
        assertThat(cache.status().age().seconds())
                .as("half a list confirms nothing")
                .isEqualTo(7);
        cache.change(Part.WATCH, present(live("a", "10.0.0.1")));

        // Then
        assertThat(cache.status().age().seconds()).isZero();
    }

    @Test
    void aBookmarkMakesTheMapYoungAgain() {
        // Given
        cache.nanoTime.set(TimeUnit.SECONDS.toNanos(100));
        cache.synced();
        cache.nanoTime.set(TimeUnit.SECONDS.toNanos(200));

        // When
        WatchReport report = new WatchReport(
                Optional.of(TimeUnit.SECONDS.toNanos(190)),
                Optional.of("a problem"),
                3,
                Optional.empty(),
                Map.of(),
                0,
                MapVersion.UNKNOWN);
        cache.send(BusAddresses.WATCH_REPORT, report);

        // Then
        StatusReply status = cache.status();
        assertThat(status.age().seconds()).isEqualTo(10);
        assertThat(status.watch()).isEqualTo(report);
    }

    @Test
    void aQuestionThatCannotBeAnsweredIsRefusedAtOnceAndTheNextIsAnswered() {
        // Given
        cache.synced(live("a", "10.0.0.1"));
        LookupRequest broken = new LookupRequest(Arrays.asList(Pods.ip("10.0.0.1"), null));

        // When
        assertThatThrownBy(() -> cache.ask(BusAddresses.LOOKUP, broken)).hasMessageContaining("NullPointerException");

        // Then
        assertThat(cache.verdict("10.0.0.1")).isEqualTo("a");
    }

    @Test
    void aReportOfAProblemDoesNotMakeTheMapYounger() {
        // Given
        cache.nanoTime.set(TimeUnit.SECONDS.toNanos(100));
        cache.synced();
        cache.nanoTime.set(TimeUnit.SECONDS.toNanos(200));

        // When
        cache.send(
                BusAddresses.WATCH_REPORT,
                new WatchReport(
                        Optional.empty(),
                        Optional.of("a problem"),
                        1,
                        Optional.empty(),
                        Map.of(),
                        0,
                        MapVersion.UNKNOWN));

        // Then
        assertThat(cache.status().age().seconds()).isEqualTo(100);
    }
}
