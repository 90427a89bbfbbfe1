package io.podwatcher.http.events;

import static io.podwatcher.http.events.FollowedMap.pod;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.podwatcher.http.RawHttp;
import io.podwatcher.http.Service;
import io.podwatcher.messages.BusAddresses;
import io.podwatcher.messages.Drain;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventsLimitsTest extends WithFollowedMap {

    /** Far more than the kernel buffers for a connection that nobody reads. */
    private static final int LARGE = 1_000_000;

    private static final int REVISIONS = 60;

    @ParameterizedTest
    @ValueSource(strings = {"/events", "/events?snapshot=false", "/events?namespace=default"})
    void aClientThatDoesNotReadIsDisconnectedAndNoOtherIsDisturbed(String target) {
        // Given
        map.synced(pod("default", "web", "10.0.0.1"));
        EventClient reader = map.follow("");
        reader.next("bookmark");
        try (RawHttp stalled = new RawHttp(map.service.port(), 4096)) {
            assertThat(stalled.send(RawHttp.request("GET", target)).readHead().status())
                    .isEqualTo(200);

            // When
            for (int i = 0; i < REVISIONS; i++) {
                map.put(FollowedMap.large("pod-" + i, LARGE, "10.0.1." + i));
                String name = "pod-" + i;
                reader.nextThat(event -> reader.copy().containsValue(name));
            }

            // Then
            await().until(() -> map.disconnectedAsSlow() == 1);
            assertThat(stalled.isReset()).isTrue();
        }
        map.put(pod("default", "last", "10.0.0.9"));
        reader.nextThat(event -> reader.copy().containsKey("10.0.0.9"));
        assertThat(reader.copy()).isEqualTo(map.pods("")).hasSize(REVISIONS + 2);
    }

    @Test
    void aReaderThatStallsAndReadsOnInTimeMissesNothing() {
        // Given
        map.synced();
        for (int i = 0; i < REVISIONS; i++) {
            map.put(FollowedMap.large("pod-" + i, LARGE, "10.0.1." + i));
        }
        EventClient reader = map.follow("");

        // When
        reader.stall();
        map.put(pod("default", "meanwhile", "10.0.0.1"));
        map.delete("pod-0", "pod-59");
        reader.readOn();

        // Then
        reader.awaitCopy(map.pods(""));
        assertThat(map.disconnectedAsSlow()).isZero();
    }

    @Test
    void moreStreamsThanAllowedAreRefusedUntilOneCloses() {
        // Given
        map.synced();
        for (int i = 0; i < FollowedMap.LIMITS.maxSubscribers(); i++) {
            map.follow("").next("bookmark");
        }

        // When
        RawHttp.Response refused = map.service.get("/events");

        // Then
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.reason()).isEqualTo("overloaded");
        map.close();
        await().until(() -> headStatus() == 200);
    }

    private int headStatus() {
        try (RawHttp client = map.service.connect()) {
            return client.ask("HEAD", "/events").status();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"identity", "gzip"})
    void streamsEndWellWhenTheServiceIsAboutToStop(String encoding, Vertx vertx) {
        // Given
        map.synced(pod("default", "web", "10.0.0.1"));
        EventClient client = map.follow("", "Accept-Encoding", encoding);
        client.next("bookmark");

        // When
        vertx.eventBus().publish(BusAddresses.DRAIN, new Drain(), BusAddresses.LOCAL);

        // Then
        client.awaitEnd();
        assertThat(client.copy()).isEqualTo(Map.of("10.0.0.1", "web"));
        RawHttp.Response refused = map.service.get("/events");
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.reason()).isEqualTo("stopping");
    }

    @Test
    void noStreamHoldsUpAStop(Vertx vertx) {
        // Given
        map.synced(FollowedMap.large("large", 20 * LARGE, "10.0.0.1"));
        EventClient reader = map.follow("?namespace=nobody");
        reader.next("bookmark");
        try (RawHttp stalled = new RawHttp(map.service.port(), 4096)) {
            stalled.send(RawHttp.request("GET", "/events")).readHead();

            // When
            Future<Void> stopped = vertx.undeploy(map.service.deployment());

            // Then
            Service.await(stopped);
            reader.awaitEnd();
        }
    }
}
