package io.podwatcher.http.events;

import io.podwatcher.http.events.cursor.EventId;
import io.podwatcher.http.events.cursor.ResumePoint;
import io.podwatcher.messages.CacheClient;
import io.podwatcher.messages.map.ChangesReply;
import io.podwatcher.messages.map.ChangesRequest;
import io.podwatcher.messages.map.KnownVersions;
import io.podwatcher.model.MapVersion;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * Finds where the stream of a client continues. One that comes from another replica may have received newer states
 * than this map has; it waits here until the map has them too, because older ones would move its copy back in time. On
 * the event loop of its hub.
 */
final class ResumePoints {

    private final Vertx vertx;
    private final CacheClient map;
    private final EventLimits limits;
    private List<Waiting> waiting = new ArrayList<>();
    private boolean closed;

    private record Waiting(long version, long since, Promise<Void> ended) {

        private void endIf(boolean due) {
            if (due) {
                ended.tryComplete();
            }
        }
    }

    ResumePoints(Vertx vertx, CacheClient map, EventLimits limits) {
        this.vertx = vertx;
        this.map = map;
        this.limits = limits;
    }

    /**
     * Finds the position of a client's last id.
     *
     * @param lastId empty if it sent none
     */
    Future<ResumePoint> find(String lastId) {
        return newest().compose(now -> EventId.parse(lastId)
                .filter(id -> now.synced() && !id.instance().equals(now.instance()))
                .flatMap(EventId::versions)
                .map(versions -> find(versions, now))
                .orElseGet(() -> Future.succeededFuture(new ResumePoint(now, OptionalLong.empty()))));
    }

    private Future<ResumePoint> find(KnownVersions versions, ChangesReply now) {
        return await(versions.seen(), now).compose(reached -> {
            Future<OptionalLong> position = position(versions);
            return newest().compose(then -> position.map(
                    found -> new ResumePoint(then, has(then, versions.seen()) ? found : OptionalLong.empty())));
        });
    }

    private Future<ChangesReply> newest() {
        return map.changes(ChangesRequest.NEWEST_POSITION);
    }

    private Future<OptionalLong> position(KnownVersions versions) {
        return map.changes(ChangesRequest.positionOf(versions))
                .map(reply -> reply.changes().isPresent() ? OptionalLong.of(reply.last()) : OptionalLong.empty());
    }

    /** Completes when the map has the version, or will not have it in time. */
    private Future<Void> await(long version, ChangesReply now) {
        if (has(now, version)
                || closed
                || waiting.size() >= limits.maxSubscribers()
                || !now.age().version().isKnown()) {
            return Future.succeededFuture();
        }
        Waiting added = new Waiting(version, System.nanoTime(), Promise.promise());
        waiting.add(added);
        if (waiting.size() == 1) {
            pollLater();
        }
        return added.ended().future();
    }

    private static boolean has(ChangesReply reply, long version) {
        return reply.age().version().reaches(MapVersion.of(version));
    }

    private void pollLater() {
        vertx.setTimer(
                Math.max(1, limits.pollInterval().toMillis()),
                timer -> newest().onComplete(reply -> {
                    List<Waiting> before = waiting;
                    waiting = new ArrayList<>();
                    for (Waiting one : before) {
                        one.endIf(closed || reply.failed() || has(reply.result(), one.version()) || isLate(one));
                        if (!one.ended().future().isComplete()) {
                            waiting.add(one);
                        }
                    }
                    if (!waiting.isEmpty()) {
                        pollLater();
                    }
                }));
    }

    /** No client waits longer than a live one does for a bookmark. */
    private boolean isLate(Waiting one) {
        return System.nanoTime() - one.since() > limits.bookmarkInterval().toNanos();
    }

    /** No more waiting: all streams end. */
    void close() {
        closed = true;
        waiting.forEach(one -> one.endIf(true));
    }
}
