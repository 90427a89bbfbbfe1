package io.podwatcher.http.events;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import java.util.Optional;

/**
 * What one client is told. Until it has caught up with its feed it reads the map when it is its turn, as fast as its client takes
 * it; then it is handed what all are told. Of what its client has not taken it holds two chunks at most, and nothing
 * besides: it reads again what it could not write. On the event loop of its feed.
 */
final class EventStream {

    private static final long NOT_FULL = Long.MIN_VALUE;

    /** Unsent bytes from which on nothing more is written; the chunk that reaches it may be as large again. */
    private static final int MAX_UNSENT = EventText.CHUNK;

    private final EventFeed feed;
    private final StreamClient client;
    private final HttpServerResponse response;
    private final Audience audience;
    private final GzipEnd gzipEnd = new GzipEnd();

    private Optional<Listing> listing = Optional.empty();
    private long position;
    private long fullSince = NOT_FULL;
    private int unsent;
    private boolean over;

    EventStream(EventFeed feed, StreamClient client, Audience audience) {
        this.feed = feed;
        this.client = client;
        this.response = client.response();
        this.audience = audience;
    }

    /** Writes what every stream begins with, so that the client knows that it has been heard. */
    EventStream open() {
        response.closeHandler(closed -> leave());
        response.exceptionHandler(broken -> leave());
        own(feed.broadcast().encoder().first(audience));
        return this;
    }

    /** Tells what follows on what its client knows. */
    void resume(Beginning beginning, long from) {
        feed.meters().begun(beginning);
        position = from;
        proceed();
    }

    /** Tells all pods, and then what has changed meanwhile. */
    void begin(Beginning why) {
        feed.meters().begun(why);
        position = feed.broadcast().front().position();
        listing = Optional.of(Listing.begin(why));
        proceed();
    }

    /** Goes on as soon as its client takes more and it is its turn. */
    void proceed() {
        if (over || isFull()) {
            return;
        }
        if (listing.isEmpty() && position >= feed.broadcast().front().position()) {
            position = feed.broadcast().front().position();
            own(feed.broadcast().encoder().bookmark(audience, feed.broadcast().front()));
            feed.broadcast().join(this);
        } else {
            feed.turns().add(this);
        }
    }

    /** Whether what it has to read is what the other has to, or a part of it. */
    boolean readsWith(EventStream other) {
        return audience.equals(other.audience)
                && listing.equals(other.listing)
                && (listing.isPresent() || position >= other.position);
    }

    /** Tells a page of all pods, as much as its client takes. */
    void list(List<Listed> page) {
        for (Listed listed : page) {
            if (over || isFull()) {
                return;
            }
            listed.chunk().ifPresent(this::write);
            listing = listed.then();
        }
        proceed();
    }

    /** Tells changes, as many as its client takes, and goes on behind them. */
    void catchUp(List<Told> changes) {
        if (!over && take(changes)) {
            proceed();
        }
    }

    /**
     * Tells changes, as many as its client takes.
     *
     * @return false if that was not all: it then goes on by itself as soon as its client does
     */
    boolean take(List<Told> changes) {
        for (Told told : changes) {
            if (told.position() >= position) {
                if (isFull()) {
                    return false;
                }
                write(told.chunk());
                position = told.position();
            }
        }
        return true;
    }

    private void own(Chunk chunk) {
        write(chunk);
        chunk.release();
    }

    private void write(Chunk chunk) {
        unsent += chunk.length();
        chunk.writeTo(response).onComplete(taken -> sent(chunk.length()));
        gzipEnd.sent(chunk.part());
        feed.meters().told(chunk.events());
    }

    private boolean isFull() {
        if (unsent >= MAX_UNSENT) {
            fullSince = fullSince == NOT_FULL ? System.nanoTime() : fullSince;
            return true;
        }
        return false;
    }

    private void sent(int bytes) {
        unsent -= bytes;
        if (unsent < MAX_UNSENT && fullSince != NOT_FULL) {
            fullSince = NOT_FULL;
            proceed();
        }
    }

    /** Whether its client is here and knows just so many changes. */
    boolean isAt(long changes) {
        return !over && position == changes;
    }

    /** For how long its client has not taken what it was sent. */
    long fullNanos(long now) {
        return fullSince == NOT_FULL ? 0 : now - fullSince;
    }

    /** How many bytes its client has not taken yet. */
    int unsent() {
        return unsent;
    }

    Audience audience() {
        return audience;
    }

    /** What of all pods it has still to tell; empty when it has told them. */
    Optional<Listing> listing() {
        return listing;
    }

    long position() {
        return position;
    }

    boolean isOver() {
        return over;
    }

    private void leave() {
        if (!over) {
            over = true;
            feed.leave(this);
            client.left().run();
        }
    }

    /** Breaks off, so that the client knows that it has not been told all. */
    void cut(Cut reason) {
        if (!over) {
            leave();
            feed.wasCut(reason);
            client.reset().run();
        }
    }

    /** Ends because the service does; a client that takes nothing more is not waited for. */
    Future<Void> end() {
        leave();
        if (fullSince != NOT_FULL) {
            client.reset().run();
            return Future.succeededFuture();
        }
        return audience.gzip() ? response.end(Buffer.buffer(gzipEnd.bytes())) : response.end();
    }

    /** Breaks off what {@link #end} has not brought to an end. */
    void reset() {
        client.reset().run();
    }
}
