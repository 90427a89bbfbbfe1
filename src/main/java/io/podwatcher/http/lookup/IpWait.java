package io.podwatcher.http.lookup;

import io.podwatcher.http.connection.AcceptedConnection;
import io.podwatcher.http.connection.request.RefusalMeters;
import io.podwatcher.messages.BusAddresses;
import io.podwatcher.messages.LookupReply;
import io.podwatcher.messages.LookupResult;
import io.podwatcher.messages.WaitCancelled;
import io.podwatcher.messages.WaitRequest;
import io.podwatcher.model.IpAddress;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets lookups of unknown IPs wait in the cache for one HTTP verticle, on its event loop. Each is a bus request of its own,
 * so that nobody else waits with it.
 */
public final class IpWait {

    private static final Logger log = LoggerFactory.getLogger(IpWait.class);

    private final Vertx vertx;
    private final String caller;
    private final Duration longest;
    private final Duration cacheTimeout;
    private final RefusalMeters refusals;
    private long lastId;

    /**
     * @param caller names this verticle among all that ask
     * @param longest bounds what clients may ask for (WAIT_MAX)
     * @param cacheTimeout how long to wait beyond the deadline, at which the cache answers: for a cache that is gone
     */
    public IpWait(Vertx vertx, String caller, Duration longest, Duration cacheTimeout, RefusalMeters refusals) {
        this.vertx = vertx;
        this.caller = caller;
        this.longest = longest;
        this.cacheTimeout = cacheTimeout;
        this.refusals = refusals;
    }

    /**
     * A caller that lets its client wait when nobody has the IP yet; every other answer is given at once.
     *
     * @param asked how long the client is willing to wait
     */
    public LookupBatcher.Caller waitIfUnknown(
            IpAddress ip, Duration asked, HttpServerRequest request, LookupBatcher.Caller client) {
        return new LookupBatcher.Caller() {

            @Override
            public void answered(LookupResult lookup, long age) {
                if (lookup == LookupResult.Refused.NOT_FOUND) {
                    await(ip, asked, request, client);
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

    private void await(IpAddress ip, Duration asked, HttpServerRequest http, LookupBatcher.Caller client) {
        Duration timeout = asked.compareTo(longest) > 0 ? longest : asked;
        String peer = http.connection().remoteAddress().hostAddress();
        WaitRequest request = new WaitRequest(caller, ++lastId, peer, ip, timeout);
        http.response()
                .closeHandler(gone -> vertx.eventBus()
                        .send(BusAddresses.WAIT_CANCELLED, new WaitCancelled(request), BusAddresses.LOCAL));
        Runnable keptOpen = AcceptedConnection.keep(http.connection());
        vertx.eventBus()
                .<LookupReply>request(
                        BusAddresses.WAIT,
                        request,
                        new DeliveryOptions(BusAddresses.LOCAL)
                                .setSendTimeout(timeout.plus(cacheTimeout).toMillis()))
                .onComplete(answered -> keptOpen.run())
                .onSuccess(reply -> client.answered(
                        reply.body().lookups().get(0), reply.body().age().seconds()))
                .onFailure(cause -> refused(cause, client));
    }

    private void refused(Throwable cause, LookupBatcher.Caller client) {
        int code = cause instanceof ReplyException reply ? reply.failureCode() : -1;
        if (code == WaitRequest.CANCELLED) {
            return;
        }
        if (code == WaitRequest.TOO_MANY) {
            refusals.count(RefusalMeters.Refusal.TOO_MANY_WAITS);
        } else {
            log.debug("A waiting lookup was not answered by the cache: {}", cause.getMessage());
        }
        client.overloaded();
    }
}
