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

/** Reads the map from the cache. It is used on the event loop of its hub. */
interface MapReader {

    Future<ChangesReply> changes(ChangesRequest request);

    Future<PageReply> page(PageRequest request);

    /**
     * Sends the requests over the event bus.
     *
     * @param timeout how long the cache may take for each answer
     */
    static MapReader overBus(EventBus bus, Duration timeout) {
        DeliveryOptions options = new DeliveryOptions(BusAddresses.LOCAL).setSendTimeout(timeout.toMillis());
        return new MapReader() {
            @Override
            public Future<ChangesReply> changes(ChangesRequest request) {
                return bus.<ChangesReply>request(BusAddresses.CHANGES, request, options)
                        .map(Message::body);
            }

            @Override
            public Future<PageReply> page(PageRequest request) {
                return bus.<PageReply>request(BusAddresses.PAGE, request, options)
                        .map(Message::body);
            }
        };
    }
}
