package io.podwatcher.http.events;

import static io.podwatcher.http.events.FollowedMap.pod;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.podwatcher.http.RawHttp;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What all streams of events together hold for clients that do not read. */
@ExtendWith(VertxExtension.class)
class EventsMemoryTest {

    private static final int LARGE = 1_000_000;

    @Test
    void theSlowestAreDisconnectedWhenClientsTogetherLeaveTooMuchUnread(Vertx vertx) {
        // Given
        FollowedMap limited = FollowedMap.start(
                vertx,
                new EventLimits(Duration.ofMillis(2), Duration.ofMillis(50), Duration.ofHours(1), 20, 10 * LARGE),
                options -> options.setSendBufferSize(16 * 1024));
        limited.synced();
        EventClient reader = limited.follow("");
        reader.next("bookmark");
        // Each of another selection, so that they share no bytes.
        List<RawHttp> stalled = stalled(limited, 0, 8);
        limited.put(FollowedMap.large("one", LARGE, "10.0.1.1"));
        reader.nextThat(event -> reader.copy().containsValue("one"));
        // What follows finds the streams of the stalled clients full.
        reader.next("bookmark");
        reader.next("bookmark");
        assertThat(limited.disconnectedAsSlow()).isZero();

        // When
        List<RawHttp> others = stalled(limited, 8, 4);

        // Then
        await().until(() -> limited.disconnectedAsSlow() > 0);
        assertThat(limited.disconnectedAsSlow()).isLessThan(stalled.size());
        limited.put(pod("default", "last", "10.0.0.9"));
        reader.nextThat(event -> reader.copy().containsKey("10.0.0.9"));
        Stream.concat(stalled.stream(), others.stream()).forEach(RawHttp::close);
        limited.close();
    }

    private static List<RawHttp> stalled(FollowedMap limited, int from, int count) {
        List<RawHttp> clients = new ArrayList<>();
        for (int i = from; i < from + count; i++) {
            RawHttp client = new RawHttp(limited.service.port(), 4096);
            client.send(RawHttp.request("GET", "/events?labelSelector=x!=y" + i));
            assertThat(client.readHead().status()).isEqualTo(200);
            clients.add(client);
        }
        return clients;
    }
}
