package io.podwatcher.http.events;

import io.podwatcher.messages.ChangesReply;
import io.podwatcher.messages.ChangesRequest;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells all streams that keep up what has changed: while there are any streams, it asks the cache again and again. On the event
 * loop of its feed.
 */
final class Broadcast {

    private static final Logger log = LoggerFactory.getLogger(Broadcast.class);

    private final EventFeed feed;
    private final Vertx vertx;
    private final StreamLimits limits;
    private final Chunks chunks;
    private final Members members = new Members();
    private Encoder encoder;
    private Front front = Front.NOWHERE;
    private long bookmarkedAt;
    private boolean ticking;

    Broadcast(EventFeed feed, Vertx vertx, StreamLimits limits, Chunks chunks) {
        this.feed = feed;
        this.vertx = vertx;
        this.limits = limits;
        this.chunks = chunks;
        this.encoder = new Encoder("", chunks);
    }

    /** There are streams now; nothing happens when there were. */
    void start() {
        if (!ticking) {
            ticking = true;
            bookmarkedAt = System.nanoTime();
            tickIn(limits.pause().toNanos());
        }
    }

    /** How far it has come. */
    Front front() {
        return front;
    }

    /** Writes what the map at the front is told of. */
    Encoder encoder() {
        return encoder;
    }

    void moveTo(Front to) {
        if (!to.instance().equals(front.instance())) {
            encoder = new Encoder(to.instance(), chunks);
        }
        front = to;
    }

    /** The stream has been told all that those who keep up have been told. */
    void join(EventStream stream) {
        members.add(stream);
    }

    void leave(EventStream stream) {
        members.remove(stream);
    }

    private void tickIn(long nanos) {
        vertx.setTimer(Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanos)), timer -> tick());
    }

    private void tick() {
        feed.cutSlow();
        if (feed.isEmpty()) {
            ticking = false;
            return;
        }
        long from = front.position();
        feed.map()
                .changes(ChangesRequest.behind(from, Long.MAX_VALUE))
                .compose(reply -> tell(reply, from))
                .onSuccess(this::tickIn)
                .onFailure(failure -> {
                    feed.unanswered(failure);
                    tickIn(limits.pause().toNanos());
                });
    }

    /** Tells all who keep up; brings how long to pause then. */
    private Future<Long> tell(ChangesReply reply, long from) {
        long begun = System.nanoTime();
        if (from != front.position()) {
            // All had left meanwhile, and others begun somewhere else.
            return Future.succeededFuture(limits.pause().toNanos());
        }
        moveTo(Front.after(reply));
        if (reply.changes().isEmpty()) {
            members.removeAll().forEach(stream -> stream.begin(Beginning.TOO_OLD));
            return Future.succeededFuture(limits.pause().toNanos());
        }
        Batch batch = new Batch(reply.changes().get(), reply.last());
        boolean bookmark = begun - bookmarkedAt >= limits.bookmarkEvery().toNanos();
        if (bookmark) {
            bookmarkedAt = begun;
        } else if (batch.isEmpty()) {
            return Future.succeededFuture(limits.pause().toNanos());
        }
        Optional<Front> said = bookmark ? Optional.of(front) : Optional.empty();
        List<Supplier<Telling>> tellings = new ArrayList<>();
        members.audiences().forEach(audience -> tellings.add(() -> toMembers(audience, batch, from, said)));
        return new Round(vertx, feed::makeRoom, tellings)
                .run()
                .recover(bug -> {
                    log.error("Streams of events could not be told what has changed", bug);
                    members.removeAll().forEach(EventStream::proceed);
                    return Future.succeededFuture();
                })
                .map(told -> {
                    // At least as long as it took, so that half the loop is left for others.
                    long took = System.nanoTime() - begun;
                    return reply.last() < reply.newest()
                            ? took
                            : Math.max(took, limits.pause().toNanos());
                });
    }

    private Telling toMembers(Audience audience, Batch batch, long from, Optional<Front> bookmark) {
        List<EventStream> listening = members.of(audience);
        List<Told> changes = listening.isEmpty() ? List.of() : encoder.changes(audience, batch, bookmark);
        return new ToMembers(listening, changes, from, members);
    }
}
