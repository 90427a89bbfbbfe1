package io.podwatcher.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.podwatcher.messages.BusAddresses;
import io.podwatcher.messages.Messages;
import io.podwatcher.messages.lookup.LookupResult;
import io.podwatcher.messages.recording.OwnersChanged;
import io.podwatcher.messages.watch.PodsChanged.Part;
import io.podwatcher.model.IpAddress;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class OwnersFeedTest {

    private static final IpAddress IP = IpAddress.parse("10.0.0.1").orElseThrow();

    /** Not replied to: the history verticle is busy. */
    private final List<OwnersChanged> received = new CopyOnWriteArrayList<>();

    private OwnersFeed feed;

    @BeforeEach
    void start(Vertx vertx) {
        Messages.register(vertx);
        vertx.eventBus()
                .<OwnersChanged>localConsumer(BusAddresses.OWNERS_CHANGED, message -> received.add(message.body()));
        feed = new OwnersFeed(vertx.eventBus());
    }

    @Test
    void changesUpToTheMaximumAreSentWithoutWaitingForTheHistory() {
        // When
        applied(OwnersFeed.MAX_UNDER_WAY - 1);
        applied(1);

        // Then
        await().until(() -> received.size() == 2);
        assertThat(feed.confirmed(true, 0).lost()).isFalse();
    }

    @Test
    void changesBeyondTheMaximumAreLostAndReportedOnce() {
        // Given
        applied(OwnersFeed.MAX_UNDER_WAY);

        // When
        applied(1);

        // Then
        assertThat(feed.confirmed(true, 0).lost()).isTrue();
        assertThat(feed.confirmed(true, 0).lost()).isFalse();
        await().until(() -> received.size() == 1);
        assertThat(received.get(0).changes()).hasSize(OwnersFeed.MAX_UNDER_WAY);
    }

    private void applied(int changes) {
        for (int i = 0; i < changes; i++) {
            feed.add(IP, LookupResult.Refused.NOT_FOUND);
        }
        feed.applied(Part.WATCH, 0, 1);
    }
}
