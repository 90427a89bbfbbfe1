package io.podwatcher.http.lookup;

import io.podwatcher.http.connection.AcceptedConnection;
import io.podwatcher.http.connection.request.RefusalMeters;
import io.podwatcher.messages.CacheClient;
import io.podwatcher.messages.lookup.LookupReply;
import io.podwatcher.messages.lookup.VersionWait;
import io.podwatcher.messages.lookup.Wait;
import io.podwatcher.messages.lookup.WaitRequest;
import io.podwatcher.model.IpAddress;
import io.podwatcher.model.MapVersion;
import io.vertx.core.Future;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets lookups of unknown IPs, and those of a later map, wait in the cache for one HTTP verticle, on its event loop.
 * Each is a bus request of its
 * own, so that no other lookup waits with it.
 */
public final class IpWait {

    private static final Logger log = LoggerFactory.getLogger(IpWait.class);

    private final CacheClient cache;
    private final String verticle;
    private final Duration max;
    private final RefusalMeters refusals;
    private long lastId;

    /**
     * @param cache replies at the end of a wait; if it is gone, the request fails after the timeout of this client
     * @param verticle distinguishes the waits of this verticle from those of others
     * @param max bounds what clients may ask for (WAIT_MAX)
     */
    public IpWait(CacheClient cache, String verticle, Duration max, RefusalMeters refusals) {
        this.cache = cache;
        this.verticle = verticle;
        this.max = max;
        this.refusals = refusals;
    }

    /**
     * Waits until a pod owns the IP, the timeout expires or the client is gone.
     *
     * @param asked how long the client is willing to wait
     * @param ended looks the IP up again, together with what else decides
     * @param receiver gets {@link LookupBatcher.Receiver#overloaded} if too many lookups wait already
     */
    public void await(
            IpAddress ip, Duration asked, HttpServerRequest http, Runnable ended, LookupBatcher.Receiver receiver) {
        String peer = http.connection().remoteAddress().hostAddress();
        WaitRequest request = new WaitRequest(verticle, ++lastId, peer, ip, atMost(asked));
        await(request, cache.await(request), http, ended, receiver);
    }

    /**
     * Waits until the map has reached a version, the timeout expires or the client is gone.
     *
     * @param asked how long the client is willing to wait; empty for as long as any may
     * @param ended looks up again
     * @param receiver gets {@link LookupBatcher.Receiver#overloaded} if too many lookups wait already
     */
    void awaitVersion(
            MapVersion version,
            Optional<Duration> asked,
            HttpServerRequest http,
            Runnable ended,
            LookupBatcher.Receiver receiver) {
        String peer = http.connection().remoteAddress().hostAddress();
        VersionWait request = new VersionWait(verticle, ++lastId, peer, version, atMost(asked.orElse(max)));
        await(request, cache.await(request), http, ended, receiver);
    }

    private Duration atMost(Duration asked) {
        return asked.compareTo(max) > 0 ? max : asked;
    }

    private void await(
            Wait request,
            Future<LookupReply> reply,
            HttpServerRequest http,
            Runnable ended,
            LookupBatcher.Receiver receiver) {
        http.response().closeHandler(gone -> cache.cancel(request));
        Runnable keptOpen = AcceptedConnection.keep(http.connection());
        reply.onComplete(answered -> keptOpen.run())
                .onSuccess(answered -> ended.run())
                .onFailure(cause -> refused(cause, receiver));
    }

    private void refused(Throwable cause, LookupBatcher.Receiver receiver) {
        int code = cause instanceof ReplyException reply ? reply.failureCode() : -1;
        if (code == WaitRequest.CANCELLED) {
            return;
        }
        if (code == WaitRequest.TOO_MANY) {
            refusals.count(RefusalMeters.Refusal.TOO_MANY_WAITS);
        } else {
            log.debug("A waiting lookup was not answered by the cache: {}", cause.getMessage());
        }
        receiver.overloaded();
    }
}
