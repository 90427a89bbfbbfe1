package io.podwatcher.http.events;

import io.micrometer.core.instrument.MeterRegistry;
import io.podwatcher.log.RateLimit;
import io.podwatcher.messages.ChangesReply;
import io.podwatcher.messages.ChangesRequest;
import io.podwatcher.messages.PageRequest;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All streams of one HTTP verticle: where each begins, and how it ends. On the event loop of that verticle.
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
    private final Broadcast broadcast;
    private final Turns turns;
    private final Set<EventStream> streams = new HashSet<>();
    private final RateLimit warnings = new RateLimit(1);
    private final Map<Cut, RateLimit> cuts = new EnumMap<>(Cut.class);
    private boolean draining;

    /**
     * @param registry where to count
     * @param patience how long the cache may take for each answer
     */
    public EventFeed(Vertx vertx, MeterRegistry registry, Duration patience, StreamLimits limits) {
        this.vertx = vertx;
        this.limits = limits;
        this.broadcast = new Broadcast(this, vertx, limits, chunks);
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
     * @param filter which pods it tells of
     * @param gzip whether it is compressed
     * @param lastId the id of the last event that the client has seen; empty for none
     * @param snapshot whether a client that has seen nothing wants to be told all pods
     * @param now what {@link #ask} has brought
     */
    public void open(
            StreamClient client,
            PageRequest.Filter filter,
            boolean gzip,
            String lastId,
            boolean snapshot,
            ChangesReply now) {
        if (streams.isEmpty()) {
            broadcast.moveTo(Front.after(now));
        }
        Front front = broadcast.front();
        Beginning beginning = beginning(lastId, snapshot, now);
        // A client of another loop's feed may be ahead of this one: it is told some changes again.
        long from = beginning == Beginning.RESUMED
                ? Math.min(front.position(), Position.read(lastId).orElseThrow().changes())
                : front.position();
        EventStream stream = new EventStream(this, client, new Audience(filter, gzip));
        streams.add(stream);
        begin(stream.open(), beginning, from);
        broadcast.start();
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

    /** Cuts those whose client has taken nothing for too long. */
    void cutSlow() {
        long now = System.nanoTime();
        long longest = limits.longestFull().toNanos();
        streams.stream()
                .filter(stream -> stream.fullNanos(now) > longest)
                .toList()
                .forEach(stream -> stream.cut(Cut.SLOW));
    }

    /**
     * Cuts streams, if all clients together have left too much unread: first those whose clients have taken nothing for
     * longest, so that a client which has just been sent something has time to read it.
     */
    void makeRoom() {
        long excess = chunks.held() - limits.mostUnsent();
        if (excess <= 0) {
            return;
        }
        long now = System.nanoTime();
        List<EventStream> slowest = streams.stream()
                .filter(stream -> stream.unsent() > 0)
                .sorted(Comparator.<EventStream>comparingLong(stream -> stream.fullNanos(now))
                        .thenComparingInt(EventStream::unsent)
                        .reversed())
                .toList();
        for (EventStream stream : slowest) {
            if (excess <= 0) {
                return;
            }
            excess -= stream.unsent();
            stream.cut(Cut.SLOW);
        }
    }

    boolean isEmpty() {
        return streams.isEmpty();
    }

    void unanswered(Throwable failure) {
        warnings.say(
                1,
                times -> log.warn(
                        "{} questions for /events were not answered by the cache: {}", times, failure.getMessage()));
    }

    void leave(EventStream stream) {
        broadcast.leave(stream);
        streams.remove(stream);
    }

    void wasCut(Cut reason) {
        meters.cut(reason);
        cuts.get(reason).say(1, times -> log.warn("{} streams of events {} and have been cut", times, reason.words()));
    }

    MapReader map() {
        return map;
    }

    Broadcast broadcast() {
        return broadcast;
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
