package io.podwatcher.http.events;

import io.podwatcher.http.events.cursor.StreamStart;
import io.podwatcher.http.events.frame.Bookmark;
import io.podwatcher.http.events.frame.ChangeBatch;
import io.podwatcher.http.events.frame.Frame;
import io.podwatcher.http.events.frame.FrameEncoder;
import io.podwatcher.http.events.frame.Topic;
import io.podwatcher.messages.CacheClient;
import io.podwatcher.messages.map.ChangesReply;
import io.podwatcher.messages.map.ChangesRequest;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Owns the live position and the subscribers that have reached it, by topic. While any subscriber is open it polls the
 * cache for changes and sends them to all live ones. On the event loop of its hub.
 */
final class LivePoller {

    private static final Logger log = LoggerFactory.getLogger(LivePoller.class);

    private final Vertx vertx;
    private final EventLimits limits;
    private final CacheClient map;
    private final FrameEncoder encoder;
    private final FanOut fanOut;
    private final Subscribers subscribers;
    private final Consumer<Subscriber> schedule;
    private final Map<Topic, Set<Subscriber>> live = new HashMap<>();
    private Bookmark bookmark = Bookmark.NONE;
    private long bookmarkSentAt;
    private boolean polling;

    /**
     * @param subscribers all open subscribers, live or not
     * @param schedule called with each subscriber that is no longer live and can receive
     */
    LivePoller(
            Vertx vertx,
            EventLimits limits,
            CacheClient map,
            FrameEncoder encoder,
            FanOut fanOut,
            Subscribers subscribers,
            Consumer<Subscriber> schedule) {
        this.vertx = vertx;
        this.limits = limits;
        this.map = map;
        this.encoder = encoder;
        this.fanOut = fanOut;
        this.subscribers = subscribers;
        this.schedule = schedule;
    }

    /** Polls until no subscriber is open; does nothing if it is already polling. */
    void start() {
        if (!polling) {
            polling = true;
            bookmarkSentAt = System.nanoTime();
            pollIn(limits.pollInterval().toNanos());
        }
    }

    /** The position that all live subscribers have reached. */
    long position() {
        return bookmark.position();
    }

    void moveTo(Bookmark reached) {
        encoder.follow(reached.version());
        bookmark = reached;
    }

    /** Sends a bookmark to a subscriber that has reached the live position; it is live from now on. */
    void add(Subscriber subscriber) {
        live.computeIfAbsent(subscriber.topic(), topic -> new LinkedHashSet<>()).add(subscriber);
        subscriber.sendAndRelease(encoder.bookmark(subscriber.topic(), bookmark));
    }

    /** Removes a subscriber; does nothing if it is not live. */
    void remove(Subscriber subscriber) {
        live.computeIfPresent(subscriber.topic(), (topic, members) -> {
            members.remove(subscriber);
            return members.isEmpty() ? null : members;
        });
    }

    private List<Subscriber> removeAll() {
        List<Subscriber> all = live.values().stream().flatMap(Set::stream).toList();
        live.clear();
        return all;
    }

    private void pollIn(long nanos) {
        vertx.setTimer(Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanos)), timer -> poll());
    }

    private void poll() {
        subscribers.disconnectSlow();
        if (subscribers.isEmpty()) {
            polling = false;
            return;
        }
        long from = position();
        map.changes(ChangesRequest.after(from, Long.MAX_VALUE))
                .compose(reply -> send(reply, from))
                .onSuccess(this::pollIn)
                .onFailure(failure -> {
                    subscribers.unanswered(failure, List.of());
                    pollIn(limits.pollInterval().toNanos());
                });
    }

    /** Sends the changes to all live subscribers; returns the pause before the next poll. */
    private Future<Long> send(ChangesReply reply, long from) {
        long startedAt = System.nanoTime();
        Future<Long> usualPause = Future.succeededFuture(limits.pollInterval().toNanos());
        if (from != position()) {
            // All subscribers went away during the request, and new ones have moved the live position.
            return usualPause;
        }
        moveTo(Bookmark.of(reply));
        if (reply.changes().isEmpty()) {
            restartAll();
            return usualPause;
        }
        ChangeBatch batch = new ChangeBatch(reply);
        Optional<Bookmark> due = dueBookmark(startedAt);
        if (batch.isEmpty() && due.isEmpty()) {
            return usualPause;
        }
        return fanOut.send(deliveries(batch, due, from))
                .recover(bug -> {
                    log.error("Changes could not be sent to subscribers of /events", bug);
                    removeAll().forEach(schedule);
                    return Future.succeededFuture();
                })
                .map(sent -> pause(reply, System.nanoTime() - startedAt));
    }

    private void restartAll() {
        for (Subscriber subscriber : removeAll()) {
            subscriber.start(StreamStart.TOO_OLD, position());
            schedule.accept(subscriber);
        }
    }

    private Optional<Bookmark> dueBookmark(long now) {
        if (now - bookmarkSentAt < limits.bookmarkInterval().toNanos()) {
            return Optional.empty();
        }
        bookmarkSentAt = now;
        return Optional.of(bookmark);
    }

    private List<FanOut.Delivery> deliveries(ChangeBatch batch, Optional<Bookmark> due, long from) {
        List<FanOut.Delivery> deliveries = new ArrayList<>();
        for (Topic topic : List.copyOf(live.keySet())) {
            deliveries.add(new FanOut.Delivery(
                    () -> List.copyOf(live.getOrDefault(topic, Set.of())),
                    () -> encoder.changes(topic, batch, due),
                    (subscriber, frames) -> receive(subscriber, frames, from)));
        }
        return deliveries;
    }

    private void receive(Subscriber subscriber, List<Frame> frames, long from) {
        // Subscribers may have joined or left the live ones during the fan-out.
        if (!subscriber.isClosed() && subscriber.position() == from && !subscriber.receive(frames)) {
            remove(subscriber);
        }
    }

    private long pause(ChangesReply reply, long took) {
        // At least as long as the work took, so that lookups get half of the event loop.
        return reply.last() < reply.newest()
                ? took
                : Math.max(took, limits.pollInterval().toNanos());
    }
}
