package io.podwatcher.events;

import io.micrometer.core.instrument.MeterRegistry;
import io.podwatcher.log.RateLimit;
import io.podwatcher.messages.ChangesReply;
import io.podwatcher.messages.ChangesRequest;
import io.podwatcher.messages.PageRequest;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All streams of one HTTP verticle, and what they are told together. While there are any, it asks the cache again and again what
 * has changed, and tells all who keep up. On the event loop of that verticle.
 */
public final class EventFeed {

    private static final Logger log = LoggerFactory.getLogger(EventFeed.class);

    /** How long the end of a stream may take to be sent. */
    private static final long LONGEST_END_MILLIS = 1000;

    private final Vertx vertx;
    private final StreamLimits limits;
    private final MapReader map;
    private final EventMeters meters;
    private final Chunks chunks = new Chunks();
    private final Members members = new Members();
    private final Turns turns;
    private final Set<EventStream> streams = new HashSet<>();
    private final RateLimit warnings = new RateLimit(1);
    private final Map<Cut, RateLimit> cuts = new EnumMap<>(Cut.class);
    private Encoder encoder = new Encoder("", chunks);
    private Front front = Front.NOWHERE;
    private long bookmarkedAt;
    private boolean ticking;
    private boolean draining;

    /**
     * @param registry where to count
     * @param patience how long the cache may take for each answer
     */
    public EventFeed(Vertx vertx, MeterRegistry registry, Duration patience, StreamLimits limits) {
        this.vertx = vertx;
        this.limits = limits;
        this.turns = new Turns(this, vertx);
        this.map = new MapReader(vertx.eventBus(), patience);
        this.meters = new EventMeters(registry, streams::size, chunks::held);
        for (Cut reason : Cut.values()) {
            cuts.put(reason, new RateLimit(1));
        }
    }

    /** Where the map is now: what a stream has to begin with. */
    public Future<ChangesReply> ask() {
        return map.changes(ChangesRequest.NEWEST_POSITION);
    }

    /** Whether there may be no more streams. */
    public boolean isFull() {
        return streams.size() >= limits.mostStreams();
    }

    /** Whether all streams have been ended, and no more may begin. */
    public boolean isDraining() {
        return draining;
    }

    /**
     * Begins a stream.
     *
     * @param response with its head set and not yet written
     * @param reset breaks its connection, whatever has not been sent yet
     * @param filter which pods it tells of
     * @param gzip whether it is compressed
     * @param lastId the id of the last event that the client has seen; empty for none
     * @param snapshot whether a client that has seen nothing wants to be told all pods
     * @param now what {@link #ask} has brought
     */
    public void open(
            HttpServerResponse response,
            Runnable reset,
            PageRequest.Filter filter,
            boolean gzip,
            String lastId,
            boolean snapshot,
            ChangesReply now) {
        if (streams.isEmpty()) {
            moveTo(Front.after(now));
        }
        Beginning beginning = beginning(lastId, snapshot, now);
        // A client of another loop's feed may be ahead of this one: it is told some changes again.
        long from = beginning == Beginning.RESUMED
                ? Math.min(front.position(), Position.read(lastId).orElseThrow().changes())
                : front.position();
        EventStream stream = new EventStream(this, response, reset, new Audience(filter, gzip));
        streams.add(stream);
        begin(stream.open(), beginning, from);
        if (!ticking) {
            ticking = true;
            bookmarkedAt = System.nanoTime();
            tickIn(limits.pause().toNanos());
        }
    }

    private static void begin(EventStream stream, Beginning beginning, long from) {
        switch (beginning) {
            case RESUMED, CHANGES_ONLY -> stream.resume(beginning, from);
            default -> stream.begin(beginning);
        }
    }

    private static Beginning beginning(String lastId, boolean snapshot, ChangesReply now) {
        if (lastId.isEmpty()) {
            return snapshot ? Beginning.START : Beginning.CHANGES_ONLY;
        }
        Optional<Position> last = Position.read(lastId)
                .filter(position -> position.instance().equals(now.instance()) && position.changes() <= now.newest());
        if (last.isEmpty()) {
            return Beginning.OTHER_INSTANCE;
        }
        return last.get().changes() >= now.oldest() ? Beginning.RESUMED : Beginning.TOO_OLD;
    }

    private void moveTo(Front to) {
        if (!to.instance().equals(front.instance())) {
            encoder = new Encoder(to.instance(), chunks);
        }
        front = to;
    }

    private void tickIn(long nanos) {
        vertx.setTimer(Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanos)), timer -> tick());
    }

    private void tick() {
        cutSlow();
        if (streams.isEmpty()) {
            ticking = false;
            return;
        }
        long from = front.position();
        map.changes(ChangesRequest.behind(from, Long.MAX_VALUE))
                .compose(reply -> tell(reply, from))
                .onSuccess(this::tickIn)
                .onFailure(failure -> {
                    unanswered(failure);
                    tickIn(limits.pause().toNanos());
                });
    }

    private void cutSlow() {
        long now = System.nanoTime();
        long longest = limits.longestFull().toNanos();
        streams.stream()
                .filter(stream -> stream.fullNanos(now) > longest)
                .toList()
                .forEach(stream -> stream.cut(Cut.SLOW));
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
        return new Round(vertx, tellings)
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

    void unanswered(Throwable failure) {
        warnings.say(
                1,
                times -> log.warn(
                        "{} questions for /events were not answered by the cache: {}", times, failure.getMessage()));
    }

    /** The stream has been told all that those who keep up have been told. */
    void join(EventStream stream) {
        members.add(stream);
    }

    void leave(EventStream stream) {
        members.remove(stream);
        streams.remove(stream);
    }

    void wasCut(Cut reason) {
        meters.cut(reason);
        cuts.get(reason).say(1, times -> log.warn("{} streams of events {} and have been cut", times, reason.words()));
    }

    MapReader map() {
        return map;
    }

    Encoder encoder() {
        return encoder;
    }

    Front front() {
        return front;
    }

    Turns turns() {
        return turns;
    }

    EventMeters meters() {
        return meters;
    }

    /** Ends all streams; from now on there are none. */
    public void drain() {
        draining = true;
        for (EventStream stream : List.copyOf(streams)) {
            Future<Void> ended = stream.end();
            if (!ended.isComplete()) {
                long timer = vertx.setTimer(LONGEST_END_MILLIS, late -> stream.reset());
                ended.onComplete(end -> vertx.cancelTimer(timer));
            }
        }
    }

    /** Drains, and keeps nothing. */
    public void close() {
        drain();
        chunks.close();
        meters.close();
    }
}
