package io.podwatcher.cache;

import static io.podwatcher.cache.CacheHarness.present;
import static io.podwatcher.cache.Pods.live;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.podwatcher.messages.BusAddresses;
import io.podwatcher.messages.lookup.LookupReply;
import io.podwatcher.messages.lookup.VersionWait;
import io.podwatcher.messages.lookup.WaitCancelled;
import io.podwatcher.messages.lookup.WaitRequest;
import io.podwatcher.messages.watch.PodsChanged.Part;
import io.podwatcher.messages.watch.WatchReport;
import io.podwatcher.model.MapVersion;
import io.vertx.core.Future;
import io.vertx.core.eventbus.ReplyException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MapVersionsTest {

    private static final Duration LONG = Duration.ofMinutes(10);

    private final CacheHarness cache = new CacheHarness();
    private long lastId;

    @AfterEach
    void close() {
        cache.close();
    }

    @Test
    void aListCountsAtItsEndOnly() {
        // Given
        cache.changeTo("5", Part.LIST, present(live("a", "10.0.0.1")));
        assertThat(version()).isEmpty();

        // When
        cache.changeTo("7", Part.LIST_END);
        assertThat(version()).isEqualTo("7");
        cache.changeTo("9", Part.LIST, present(live("b", "10.0.0.2")));
        assertThat(version()).isEqualTo("7");
        cache.changeTo("9", Part.LIST_END);

        // Then
        assertThat(version()).isEqualTo("9");
    }

    @Test
    void eventsAndReportsMoveTheVersion() {
        // Given
        cache.changeTo("7", Part.LIST_END);

        // When // Then
        cache.changeTo("8", Part.WATCH, present(live("a", "10.0.0.1")));
        assertThat(version()).isEqualTo("8");
        report("12");
        await().until(() -> version().equals("12"));
    }

    @Test
    void aBatchOfNoVersionLeavesNone() {
        // Given
        cache.changeTo("7", Part.LIST_END);

        // When
        cache.change(Part.WATCH, present(live("a", "10.0.0.1")));

        // Then
        assertThat(version()).isEmpty();
    }

    @Test
    void afterAGapTheVersionStartsAnewAtTheEndOfTheList() {
        // Given
        cache.changeTo("700", Part.LIST_END);

        // When // Then
        cache.change(Part.GAP);
        assertThat(version()).isEmpty();
        cache.changeTo("9", Part.LIST_END);
        assertThat(version()).isEqualTo("9");
    }

    @Test
    void afterAMissedChangeNothingIsClaimedBeforeAFullList() {
        // Given
        cache.changeTo("7", Part.LIST_END);

        // When
        cache.send(
                BusAddresses.PODS_CHANGED,
                new io.podwatcher.messages.watch.PodsChanged(null, Part.WATCH, 1, Optional.empty(), MapVersion.of(8)));
        cache.changeTo("9", Part.WATCH, present(live("a", "10.0.0.1")));

        // Then
        assertThat(version()).isEmpty();
        cache.change(Part.GAP);
        cache.changeTo("11", Part.LIST_END);
        assertThat(version()).isEqualTo("11");
    }

    @Test
    void aLookupWaitsUntilItsVersionIsReached() {
        // Given
        cache.changeTo("7", Part.LIST_END);
        Future<LookupReply> waiting = ask(9, LONG);
        Future<LookupReply> later = ask(11, LONG);

        // When
        cache.changeTo("8", Part.WATCH, present(live("a", "10.0.0.1")));
        assertThat(cache.status().waiting()).isEqualTo(2);
        cache.changeTo("10", Part.WATCH, present(live("b", "10.0.0.2")));

        // Then
        assertThat(CacheHarness.get(waiting).age().version().text()).isEqualTo("10");
        assertThat(later.isComplete()).isFalse();
        report("11");
        assertThat(CacheHarness.get(later).age().version().text()).isEqualTo("11");
        assertThat(cache.status().waiting()).isZero();
    }

    @Test
    void oneThatIsReachedIsAnsweredAtOnceAndOneThatIsNotAtItsTimeout() {
        // Given
        cache.changeTo("7", Part.LIST_END);

        // When // Then
        CacheHarness.get(ask(7, LONG));
        assertThat(CacheHarness.get(ask(8, Duration.ofMillis(20)))
                        .age()
                        .version()
                        .text())
                .isEqualTo("7");
        assertThat(cache.status().waiting()).isZero();
    }

    @Test
    void noMoreWaitThanMay() {
        // Given
        cache.changeTo("7", Part.LIST_END);
        for (int i = 0; i < CacheHarness.WAITS.perPeer(); i++) {
            ask(8, LONG);
        }

        // When
        Future<LookupReply> refused = ask(8, LONG);

        // Then
        await().until(refused::isComplete);
        assertThat(((ReplyException) refused.cause()).failureCode()).isEqualTo(WaitRequest.TOO_MANY);
        assertThat(cache.status().waitsRefused()).isEqualTo(1);
    }

    @Test
    void aClientThatHasGoneIsForgotten() {
        // Given
        cache.changeTo("7", Part.LIST_END);
        ask(8, LONG);

        // When
        cache.send(BusAddresses.WAIT_CANCELLED, new WaitCancelled(wait(lastId, 8, LONG)));

        // Then
        assertThat(cache.status().waiting()).isZero();
    }

    private Future<LookupReply> ask(long version, Duration timeout) {
        return cache.vertx
                .eventBus()
                .<LookupReply>request(BusAddresses.WAIT_VERSION, wait(++lastId, version, timeout), BusAddresses.LOCAL)
                .map(message -> message.body());
    }

    private static VersionWait wait(long id, long version, Duration timeout) {
        return new VersionWait("test", id, "10.9.9.9", MapVersion.of(version), timeout);
    }

    private void report(String version) {
        cache.send(
                BusAddresses.WATCH_REPORT,
                new WatchReport(
                        Optional.empty(), Optional.empty(), 0, Optional.empty(), Map.of(), 0, MapVersion.of(version)));
    }

    private String version() {
        return cache.status().age().version().text();
    }
}
