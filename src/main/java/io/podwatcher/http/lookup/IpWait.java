package io.podwatcher.http.lookup;

import io.podwatcher.http.connection.AcceptedConnection;
import io.podwatcher.http.connection.request.RefusalMeters;
import io.podwatcher.messages.CacheClient;
import io.podwatcher.messages.lookup.LookupResult;
import io.podwatcher.messages.lookup.WaitRequest;
import io.podwatcher.model.IpAddress;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets lookups of unknown IPs wait in the cache for one HTTP verticle, on its event loop. Each is a bus request of its
 * own, so that nobody else waits with it.
 */
public final class IpWait {

    private static final Logger log = LoggerFactory.getLogger(IpWait.class);

    private final CacheClient cache;
    private final String caller;
    private final Duration longest;
    private final RefusalMeters refusals;
    private long lastId;

    /**
     * @param cache replies at the end of a wait; a cache that is gone, after the timeout of this client
     * @param caller names this verticle among all that ask
     * @param longest bounds what clients may ask for (WAIT_MAX)
     */
    public IpWait(CacheClient cache, String caller, Duration longest, RefusalMeters refusals) {
        this.cache = cache;
        this.caller = caller;
        this.longest = longest;
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
        http.response().closeHandler(gone -> cache.cancel(request));
        Runnable keptOpen = AcceptedConnection.keep(http.connection());
        cache.await(request)
                .onComplete(answered -> keptOpen.run())
                .onSuccess(reply ->
                        client.answered(reply.lookups().get(0), reply.age().seconds()))
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
