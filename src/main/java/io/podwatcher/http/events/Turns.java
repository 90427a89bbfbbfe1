package io.podwatcher.http.events;

import io.podwatcher.messages.ChangesReply;
import io.podwatcher.messages.ChangesRequest;
import io.podwatcher.messages.PageRequest;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Lets the streams that have not caught up read the map, one after another, so that a thousand of them that begin at once hold up
 * no lookup; those who would read the same read together. On the event loop of their feed.
 */
final class Turns {

    /** So that the lookups that have come meanwhile are read. */
    private static final long PAUSE_MILLIS = 1;

    private final EventFeed feed;
    private final Vertx vertx;
    private List<EventStream> waiting = new ArrayList<>();
    private boolean reading;

    Turns(EventFeed feed, Vertx vertx) {
        this.feed = feed;
        this.vertx = vertx;
    }

    /** The stream wants to read. */
    void add(EventStream stream) {
        waiting.add(stream);
        next();
    }

    private void next() {
        if (reading) {
            return;
        }
        waiting.removeIf(EventStream::isOver);
        if (waiting.isEmpty()) {
            return;
        }
        EventStream first = waiting.get(0);
        List<EventStream> together = new ArrayList<>();
        List<EventStream> others = new ArrayList<>();
        waiting.forEach(stream -> (stream.readsWith(first) ? together : others).add(stream));
        waiting = others;
        reading = true;
        read(first, together).onComplete(done -> {
            if (done.failed()) {
                feed.unanswered(done.cause());
                together.forEach(stream -> stream.cut(Cut.UNANSWERED));
            }
            vertx.setTimer(PAUSE_MILLIS, timer -> {
                reading = false;
                next();
            });
        });
    }

    private Future<Void> read(EventStream first, List<EventStream> together) {
        Optional<Listing> listing = first.listing();
        return listing.isPresent()
                ? page(first.audience(), listing.get(), together)
                : changes(first.audience(), first.position(), together);
    }

    private Future<Void> page(Audience audience, Listing from, List<EventStream> together) {
        return feed.map()
                .page(new PageRequest(audience.filter(), from.to(), Integer.MAX_VALUE))
                .compose(page -> tell(
                        () -> new ToNew(together, feed.broadcast().encoder().list(audience, from, page))));
    }

    private Future<Void> changes(Audience audience, long from, List<EventStream> together) {
        return feed.map()
                .changes(ChangesRequest.behind(from, feed.broadcast().front().position()))
                .compose(reply -> reply.changes()
                        .map(changes -> tell(() -> new ToBehind(together, encode(audience, changes, reply.last()))))
                        .orElseGet(() -> {
                            together.forEach(stream -> stream.begin(Beginning.TOO_OLD));
                            return Future.succeededFuture();
                        }));
    }

    private List<Told> encode(Audience audience, List<ChangesReply.Change> changes, long last) {
        return feed.broadcast().encoder().changes(audience, new Batch(changes, last), Optional.empty());
    }

    private Future<Void> tell(Supplier<Telling> telling) {
        // Nobody may be left, and then nothing can be encoded any more.
        return feed.isDraining() ? Future.succeededFuture() : new Round(vertx, feed::makeRoom, List.of(telling)).run();
    }
}
