package io.podwatcher.http.events;

import io.micrometer.core.instrument.MeterRegistry;
import io.podwatcher.http.events.cursor.EventId;
import io.podwatcher.http.events.cursor.ResumePoint;
import io.podwatcher.http.events.cursor.StreamStart;
import io.podwatcher.http.events.frame.Bookmark;
import io.podwatcher.http.events.frame.FrameEncoder;
import io.podwatcher.http.events.frame.Topic;
import io.podwatcher.messages.CacheClient;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.concurrent.Executor;

/**
 * Owns all event streams of one HTTP verticle: opens and ends them, and after each step decides whether a subscriber is
 * live or must catch up. On the event loop of that verticle.
 */
public final class EventHub {

    /** How long the end of a stream may take to be sent. */
    private static final long END_TIMEOUT_MILLIS = 1000;

    /** Netty runs queued tasks for up to a second before it reads its connections; a timer prevents that. */
    private static final long PAUSE_MILLIS = 1;

    private final Vertx vertx;
    private final ResumePoints resumePoints;
    private final FrameEncoder encoder = new FrameEncoder();
    private final Subscribers subscribers;
    private final EventMeters meters;
    private final LivePoller poller;
    private final CatchUpQueue catchUp;
    private boolean draining;

    public EventHub(Vertx vertx, CacheClient map, MeterRegistry registry, EventLimits limits) {
        this.vertx = vertx;
        this.resumePoints = new ResumePoints(vertx, map, limits);
        this.subscribers = new Subscribers(limits, encoder::heldBytes);
        this.meters = new EventMeters(registry, subscribers::size, encoder::heldBytes);
        Executor afterReads = task -> vertx.setTimer(PAUSE_MILLIS, timer -> task.run());
        FanOut fanOut = new FanOut(afterReads, subscribers::makeRoom);
        this.poller = new LivePoller(vertx, limits, map, encoder, fanOut, subscribers, this::schedule);
        this.catchUp =
                new CatchUpQueue(map, encoder, fanOut, subscribers, afterReads, poller::position, this::schedule);
    }

    /** Finds where the stream of a client can continue, which {@link #open} needs; it may take some seconds. */
    Future<ResumePoint> resumePoint(String lastId) {
        return resumePoints.find(lastId);
    }

    boolean isFull() {
        return subscribers.isFull();
    }

    /** Whether all streams have been ended and no more may be opened. */
    boolean isDraining() {
        return draining;
    }

    /**
     * Opens a stream.
     *
     * @param lastId the id of the last event that the client has received; empty if it sent none
     * @param snapshot whether a client that sent no id wants a snapshot
     * @param point from {@link #resumePoint}
     */
    void open(StreamConnection connection, Topic topic, String lastId, boolean snapshot, ResumePoint point) {
        if (subscribers.isEmpty()) {
            poller.moveTo(Bookmark.of(point.now()));
        }
        // What the client has received elsewhere is no newer than the map is now.
        encoder.sent(point.now().age().version());
        StreamStart start = StreamStart.of(lastId, snapshot, point);
        Subscriber subscriber = new Subscriber(topic, connection, meters, this::schedule, this::closed);
        subscribers.add(subscriber);
        subscriber.open(encoder.opening(topic));
        subscriber.start(start, start == StreamStart.RESUMED ? resumeAt(lastId, point) : poller.position());
        schedule(subscriber);
        poller.start();
    }

    /** The hub of another event loop may be ahead of this one; its client then receives a few changes twice. */
    private long resumeAt(String lastId, ResumePoint point) {
        long known = point.position()
                .orElseGet(() -> EventId.parse(lastId).orElseThrow().position());
        return Math.min(poller.position(), known);
    }

    /** Makes a subscriber live or queues it. Called again for a full subscriber when its client has read enough. */
    private void schedule(Subscriber subscriber) {
        if (subscriber.isWritable()) {
            if (subscriber.snapshot().isEmpty() && subscriber.position() >= poller.position()) {
                poller.add(subscriber);
            } else {
                catchUp.add(subscriber);
            }
        }
    }

    private void closed(Subscriber subscriber) {
        poller.remove(subscriber);
        subscribers.remove(subscriber);
    }

    /** Ends all streams; no more are opened. */
    public void drain() {
        draining = true;
        resumePoints.close();
        for (Subscriber subscriber : subscribers.all()) {
            Future<Void> ended = subscriber.end();
            if (!ended.isComplete()) {
                long timer = vertx.setTimer(END_TIMEOUT_MILLIS, late -> subscriber.reset());
                ended.onComplete(end -> vertx.cancelTimer(timer));
            }
        }
    }

    /** Drains, and frees the encoder's memory and the meters. */
    public void close() {
        drain();
        encoder.close();
        meters.close();
    }
}
