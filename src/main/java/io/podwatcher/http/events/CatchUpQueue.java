package io.podwatcher.http.events;

import io.podwatcher.http.events.cursor.SnapshotProgress;
import io.podwatcher.http.events.cursor.StreamStart;
import io.podwatcher.http.events.frame.ChangeBatch;
import io.podwatcher.http.events.frame.Frame;
import io.podwatcher.http.events.frame.FrameEncoder;
import io.podwatcher.http.events.frame.Topic;
import io.podwatcher.messages.CacheClient;
import io.podwatcher.messages.map.ChangesRequest;
import io.podwatcher.messages.map.PageRequest;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Owns the queue of subscribers that are not live: each reads its next part of the snapshot or of the changes from the
 * cache. One request is in progress at a time, so that a thousand new subscribers do not delay lookups; subscribers
 * that need the same reply share it. On the event loop of its hub.
 */
final class CatchUpQueue {

    private final CacheClient map;
    private final FrameEncoder encoder;
    private final FanOut fanOut;
    private final Subscribers subscribers;
    private final Executor afterReads;
    private final LongSupplier livePosition;
    private final Consumer<Subscriber> schedule;
    private List<Subscriber> waiting = new ArrayList<>();
    private boolean reading;

    /**
     * @param subscribers disconnects those for which the cache does not reply
     * @param afterReads runs a task after the event loop has read its connections
     * @param livePosition the position up to which changes are read here
     * @param schedule called with each subscriber that has received what it read
     */
    CatchUpQueue(
            CacheClient map,
            FrameEncoder encoder,
            FanOut fanOut,
            Subscribers subscribers,
            Executor afterReads,
            LongSupplier livePosition,
            Consumer<Subscriber> schedule) {
        this.map = map;
        this.encoder = encoder;
        this.fanOut = fanOut;
        this.subscribers = subscribers;
        this.afterReads = afterReads;
        this.livePosition = livePosition;
        this.schedule = schedule;
    }

    /** Lets a subscriber read once, after those that are already waiting. */
    void add(Subscriber subscriber) {
        waiting.add(subscriber);
        readNext();
    }

    private void readNext() {
        if (reading) {
            return;
        }
        waiting.removeIf(Subscriber::isClosed);
        if (waiting.isEmpty()) {
            return;
        }
        List<Subscriber> group = takeGroup(waiting.get(0));
        reading = true;
        read(group).onComplete(done -> {
            if (done.failed()) {
                subscribers.unanswered(done.cause(), group);
            }
            afterReads.execute(() -> {
                reading = false;
                readNext();
            });
        });
    }

    /** Removes the first subscriber and all that can read with it from the queue; the first stays the first. */
    private List<Subscriber> takeGroup(Subscriber first) {
        List<Subscriber> group = new ArrayList<>();
        List<Subscriber> others = new ArrayList<>();
        waiting.forEach(subscriber -> (first.canReadWith(subscriber) ? group : others).add(subscriber));
        waiting = others;
        return group;
    }

    private Future<Void> read(List<Subscriber> group) {
        Subscriber first = group.get(0);
        Topic topic = first.topic();
        return first.snapshot()
                .map(progress -> readSnapshot(topic, progress, group))
                .orElseGet(() -> readChanges(topic, first.position(), group));
    }

    private Future<Void> readSnapshot(Topic topic, SnapshotProgress progress, List<Subscriber> group) {
        return map.page(new PageRequest(topic.filter(), progress.after(), Integer.MAX_VALUE))
                .compose(page -> deliver(group, () -> encoder.snapshot(topic, progress, page)));
    }

    private Future<Void> readChanges(Topic topic, long from, List<Subscriber> group) {
        return map.changes(ChangesRequest.after(from, livePosition.getAsLong()))
                .compose(reply -> reply.changes().isPresent()
                        ? deliver(group, () -> encoder.changes(topic, new ChangeBatch(reply), Optional.empty()))
                        : restart(group));
    }

    private Future<Void> restart(List<Subscriber> group) {
        for (Subscriber subscriber : group) {
            subscriber.start(StreamStart.TOO_OLD, livePosition.getAsLong());
            schedule.accept(subscriber);
        }
        return Future.succeededFuture();
    }

    private Future<Void> deliver(List<Subscriber> group, Supplier<List<Frame>> frames) {
        return fanOut.send(List.of(new FanOut.Delivery(() -> open(group), frames, this::receive)));
    }

    private static List<Subscriber> open(List<Subscriber> group) {
        return group.stream().filter(subscriber -> !subscriber.isClosed()).toList();
    }

    private void receive(Subscriber subscriber, List<Frame> frames) {
        if (subscriber.receive(frames)) {
            schedule.accept(subscriber);
        }
    }
}
