package io.podwatcher.http;

import io.podwatcher.address.IpAddress;
import io.podwatcher.messages.Addresses;
import io.podwatcher.messages.Lookup;
import io.podwatcher.messages.LookupReply;
import io.podwatcher.messages.WaitCancelled;
import io.podwatcher.messages.WaitRequest;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets lookups of unknown IPs wait in the cache for one HTTP verticle, on its event loop. Each is a bus request of its own,
 * so that nobody else waits with it.
 */
final class IpWaits {

    private static final Logger log = LoggerFactory.getLogger(IpWaits.class);

    private final Vertx vertx;
    private final String caller;
    private final Duration longest;
    private final Duration cachePatience;
    private long lastId;

    /**
     * @param caller names this verticle among all that ask
     * @param longest bounds what clients may ask for (WAIT_MAX)
     * @param cachePatience how long to wait beyond the deadline, at which the cache answers: for a cache that is gone
     */
    IpWaits(Vertx vertx, String caller, Duration longest, Duration cachePatience) {
        this.vertx = vertx;
        this.caller = caller;
        this.longest = longest;
        this.cachePatience = cachePatience;
    }

    /**
     * A caller that lets its client wait when nobody has the IP yet; every other answer is given at once.
     *
     * @param asked how long the client is willing to wait
     */
    LookupBatcher.Caller patiently(
            IpAddress ip, Duration asked, HttpServerResponse response, LookupBatcher.Caller client) {
        return new LookupBatcher.Caller() {

            @Override
            public void answered(Lookup lookup, long age) {
                if (lookup == Lookup.Refused.NOT_FOUND) {
                    await(ip, asked, response, client);
                } else {
                    client.answered(lookup, age);
                }
            }

            @Override
            public void overloaded() {
                client.overloaded();
            }

            @Override
            public void failed() {
                client.failed();
            }
        };
    }

    private void await(IpAddress ip, Duration asked, HttpServerResponse response, LookupBatcher.Caller client) {
        Duration patience = asked.compareTo(longest) > 0 ? longest : asked;
        WaitRequest request = new WaitRequest(caller, ++lastId, ip, patience);
        response.closeHandler(
                gone -> vertx.eventBus().send(Addresses.WAIT_CANCELLED, new WaitCancelled(request), Addresses.LOCAL));
        vertx.eventBus()
                .<LookupReply>request(
                        Addresses.WAIT,
                        request,
                        new DeliveryOptions(Addresses.LOCAL)
                                .setSendTimeout(patience.plus(cachePatience).toMillis()))
                .onSuccess(reply -> client.answered(
                        reply.body().lookups().get(0), reply.body().age()))
                .onFailure(cause -> {
                    log.debug("A waiting lookup was not answered by the cache: {}", cause.getMessage());
                    client.overloaded();
                });
    }
}
