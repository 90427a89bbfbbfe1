package io.podwatcher.messages;

import io.podwatcher.messages.lookup.LookupReply;
import io.podwatcher.messages.lookup.LookupRequest;
import io.podwatcher.messages.lookup.VersionWait;
import io.podwatcher.messages.lookup.Wait;
import io.podwatcher.messages.lookup.WaitCancelled;
import io.podwatcher.messages.lookup.WaitRequest;
import io.podwatcher.messages.map.ChangesReply;
import io.podwatcher.messages.map.ChangesRequest;
import io.podwatcher.messages.map.PageReply;
import io.podwatcher.messages.map.PageRequest;
import io.podwatcher.messages.map.StatusReply;
import io.podwatcher.messages.map.StatusRequest;
import io.podwatcher.messages.recording.ConfirmedReply;
import io.podwatcher.messages.recording.ConfirmedRequest;
import io.podwatcher.messages.recording.UnownedReply;
import io.podwatcher.messages.recording.UnownedRequest;
import io.vertx.core.Future;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.Message;
import java.time.Duration;

/**
 * Sends requests to the cache verticle. Each reply completes on the context of the caller, and fails with a
 * {@link io.vertx.core.eventbus.ReplyException} when the cache refuses the request or does not reply in time. Any
 * thread.
 */
public interface CacheClient {

    /** Asks who owns these IPs. */
    Future<LookupReply> lookup(LookupRequest request);

    /** Asks who owns this IP, as soon as a pod does. The cache replies at the request's own timeout at the latest. */
    Future<LookupReply> await(WaitRequest request);

    /** Waits until the map has reached a version. The cache replies at the request's own timeout at the latest. */
    Future<LookupReply> await(VersionWait request);

    /** Cancels the wait of a client that has gone. The request then fails with {@link WaitRequest#CANCELLED}. */
    void cancel(Wait request);

    /** Asks for a page of the owned IPs, after a given one. */
    Future<PageReply> page(PageRequest request);

    /** Asks which IPs have changed after a given position, and who owns them now. */
    Future<ChangesReply> changes(ChangesRequest request);

    /** Asks up to which moment all changes of owners have been sent to the history verticle. */
    Future<ConfirmedReply> confirmed();

    /** Asks for the IPs that are ambiguous or a node's. */
    Future<UnownedReply> unowned();

    /** Asks whether the map is synced, how large and how old it is, and for the state of the watch. */
    Future<StatusReply> status();

    /**
     * A client that sends its requests over the event bus.
     *
     * @param timeout how long the cache may take to reply; for a wait, beyond the wait's own timeout
     */
    static CacheClient overBus(EventBus bus, Duration timeout) {
        return new BusCacheClient(bus, timeout);
    }

    /** Sends each request as a message on the event bus. */
    final class BusCacheClient implements CacheClient {

        private final EventBus bus;
        private final Duration timeout;
        private final DeliveryOptions withinTimeout;

        private BusCacheClient(EventBus bus, Duration timeout) {
            this.bus = bus;
            this.timeout = timeout;
            this.withinTimeout = within(timeout);
        }

        private static DeliveryOptions within(Duration timeout) {
            return new DeliveryOptions(BusAddresses.LOCAL).setSendTimeout(timeout.toMillis());
        }

        private <T> Future<T> request(String address, Object request, DeliveryOptions options) {
            return bus.<T>request(address, request, options).map(Message::body);
        }

        @Override
        public Future<LookupReply> lookup(LookupRequest request) {
            return request(BusAddresses.LOOKUP, request, withinTimeout);
        }

        @Override
        public Future<LookupReply> await(WaitRequest request) {
            return request(BusAddresses.WAIT, request, within(request.timeout().plus(timeout)));
        }

        @Override
        public Future<LookupReply> await(VersionWait request) {
            return request(
                    BusAddresses.WAIT_VERSION, request, within(request.timeout().plus(timeout)));
        }

        @Override
        public void cancel(Wait request) {
            bus.send(BusAddresses.WAIT_CANCELLED, new WaitCancelled(request), BusAddresses.LOCAL);
        }

        @Override
        public Future<PageReply> page(PageRequest request) {
            return request(BusAddresses.PAGE, request, withinTimeout);
        }

        @Override
        public Future<ChangesReply> changes(ChangesRequest request) {
            return request(BusAddresses.CHANGES, request, withinTimeout);
        }

        @Override
        public Future<ConfirmedReply> confirmed() {
            return request(BusAddresses.OWNERS_CONFIRMED, new ConfirmedRequest(), withinTimeout);
        }

        @Override
        public Future<UnownedReply> unowned() {
            return request(BusAddresses.UNOWNED, new UnownedRequest(), withinTimeout);
        }

        @Override
        public Future<StatusReply> status() {
            return request(BusAddresses.STATUS, new StatusRequest(), withinTimeout);
        }
    }
}
