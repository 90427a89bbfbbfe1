package io.podwatcher.cache;

import static io.podwatcher.cache.CacheHarness.present;
import static io.podwatcher.cache.Pods.live;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.podwatcher.messages.BusAddresses;
import io.podwatcher.messages.watch.PodsChanged;
import io.podwatcher.messages.watch.PodsChanged.Part;
import io.podwatcher.messages.watch.WatchReport;
import io.podwatcher.model.MapVersion;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Changes that have not been taken, and the list that makes it good. */
class GapTest {

    private final CacheHarness cache = new CacheHarness();

    @AfterEach
    void close() {
        cache.close();
    }

    @Test
    void afterAGapTheMapEqualsTheNextListAndNothingElseIsLeft() {
        // Given
        cache.synced(live("kept", "10.0.0.1"), live("gone", "10.0.0.2"));
        cache.change(Part.LIST, present(live("reported before the gap", "10.0.0.3")));

        // When
        cache.change(Part.GAP);
        cache.change(Part.LIST, present(live("kept", "10.0.0.1")));

        // Then
        assertThat(cache.verdict("10.0.0.2")).isEqualTo("gone");
        cache.change(Part.LIST_END, present(live("new", "10.0.0.4")));
        assertThat(cache.verdict("10.0.0.1")).isEqualTo("kept");
        assertThat(cache.verdict("10.0.0.2")).isEqualTo("NOT_FOUND");
        assertThat(cache.verdict("10.0.0.3")).isEqualTo("NOT_FOUND");
        assertThat(cache.verdict("10.0.0.4")).isEqualTo("new");
    }

    @Test
    void theListAfterTheFullOneReportsOnlyChangesAgain() {
        // Given
        cache.synced(live("kept", "10.0.0.1"));
        cache.change(Part.GAP);
        cache.change(Part.LIST_END, present(live("kept", "10.0.0.1")));

        // When
        cache.change(Part.LIST_END);

        // Then
        assertThat(cache.verdict("10.0.0.1")).isEqualTo("kept");
    }

    @Test
    void aGapInTheFirstListIsMadeGoodToo() {
        // Given
        cache.change(Part.LIST, present(live("gone", "10.0.0.1")));

        // When
        cache.change(Part.GAP);
        cache.change(Part.LIST_END, present(live("new", "10.0.0.2")));

        // Then
        assertThat(cache.verdict("10.0.0.1")).isEqualTo("NOT_FOUND");
        assertThat(cache.verdict("10.0.0.2")).isEqualTo("new");
    }

    @Test
    void nothingConfirmsAMapThatHasMissedAChangeUntilAFullListIsComplete() {
        // Given
        cache.synced(live("a", "10.0.0.1"));
        assertThatThrownBy(this::tellWhatCannotBeApplied).hasMessageContaining("NullPointerException");

        // When
        cache.nanoTime.addAndGet(Duration.ofSeconds(9).toNanos());
        cache.change(Part.WATCH, present(live("b", "10.0.0.2")));
        cache.change(Part.LIST_END);
        cache.send(BusAddresses.WATCH_REPORT, confirmedNow());

        // Then
        assertThat(cache.status().age().seconds()).isEqualTo(9);
        cache.change(Part.GAP);
        cache.change(Part.LIST_END, present(live("a", "10.0.0.1")));
        assertThat(cache.status().age().seconds()).isZero();
    }

    private WatchReport confirmedNow() {
        return new WatchReport(
                Optional.of(cache.nanoTime.get()),
                Optional.empty(),
                0,
                Optional.empty(),
                Map.of(),
                0,
                MapVersion.UNKNOWN);
    }

    @Test
    void changesThatCannotBeAppliedAreRefusedAndDoNotEndTheCache() {
        // Given
        cache.synced(live("a", "10.0.0.1"));

        // When
        assertThatThrownBy(this::tellWhatCannotBeApplied).hasMessageContaining("NullPointerException");

        // Then
        assertThat(cache.verdict("10.0.0.1")).isEqualTo("a");
    }

    private void tellWhatCannotBeApplied() {
        cache.ask(BusAddresses.PODS_CHANGED, new PodsChanged(null, Part.WATCH, 1, Optional.of(1L)));
    }
}
