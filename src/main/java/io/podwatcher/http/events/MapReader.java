package io.podwatcher.http.events;

import io.podwatcher.messages.BusAddresses;
import io.podwatcher.messages.ChangesReply;
import io.podwatcher.messages.ChangesRequest;
import io.podwatcher.messages.PageReply;
import io.podwatcher.messages.PageRequest;
import io.vertx.core.Future;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.Message;
import java.time.Duration;

/** Asks the cache. On the event loop of its feed. */
final class MapReader {

    private final EventBus bus;
    private final DeliveryOptions withinPatience;

    /**
     * @param patience how long the cache may take for each answer
     */
    MapReader(EventBus bus, Duration patience) {
        this.bus = bus;
        this.withinPatience = new DeliveryOptions(BusAddresses.LOCAL).setSendTimeout(patience.toMillis());
    }

    Future<ChangesReply> changes(ChangesRequest request) {
        return bus.<ChangesReply>request(BusAddresses.CHANGES, request, withinPatience)
                .map(Message::body);
    }

    Future<PageReply> page(PageRequest request) {
        return bus.<PageReply>request(BusAddresses.PAGE, request, withinPatience)
                .map(Message::body);
    }
}
