package io.podwatcher.http.events;

import io.podwatcher.http.events.cursor.SnapshotProgress;
import io.podwatcher.http.events.cursor.StreamStart;
import io.podwatcher.http.events.frame.Frame;
import io.podwatcher.http.events.frame.Topic;
import io.podwatcher.http.events.gzip.Checksum;
import io.podwatcher.http.events.gzip.GzipEncoder;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * Owns the stream of one client: its cursor, and the number of unsent bytes. On the event loop of its hub.
 *
 * <pre>
 *   snapshot ──▶ catching up ◀─full─┐
 *      ▲            │    └────────▶ live       each of them ──▶ closed
 *      └──too old───┴───────────────┘
 * </pre>
 *
 * <p>Frames are not queued: at most two are unsent. A subscriber that was full reads from the cache again, from its
 * cursor, once the client has read enough.
 */
final class Subscriber {

    /** No frame is written above this number of unsent bytes; the last one may exceed it by its own size. */
    private static final int MAX_UNSENT = Frame.TARGET_BYTES;

    private final Topic topic;
    private final StreamConnection connection;
    private final EventMeters meters;
    private final Consumer<Subscriber> onWritable;
    private final Consumer<Subscriber> onClosed;

    private Optional<SnapshotProgress> snapshot = Optional.empty();
    private long position;
    private int unsent;
    private OptionalLong fullSince = OptionalLong.empty();
    private Checksum sent = Checksum.EMPTY;
    private boolean closed;

    /**
     * @param onWritable called when it was full and can receive again
     * @param onClosed called once, when it is closed for any reason
     */
    Subscriber(
            Topic topic,
            StreamConnection connection,
            EventMeters meters,
            Consumer<Subscriber> onWritable,
            Consumer<Subscriber> onClosed) {
        this.topic = topic;
        this.connection = connection;
        this.meters = meters;
        this.onWritable = onWritable;
        this.onClosed = onClosed;
    }

    /** Sends the frame that opens every stream. */
    void open(Frame opening) {
        connection.onGone(this::close);
        sendAndRelease(opening);
    }

    /** Moves the cursor to the start of the snapshot, if there is one, and of the changes after it. */
    void start(StreamStart start, long from) {
        meters.started(start);
        snapshot = SnapshotProgress.initial(start);
        position = from;
    }

    /** Whether the other subscriber can receive what this one reads next. */
    boolean canReadWith(Subscriber other) {
        return topic.equals(other.topic)
                && snapshot.equals(other.snapshot)
                && (snapshot.isPresent() || other.position >= position);
    }

    /** Sends frames until it is full, and moves the cursor; returns false if not all were sent. */
    boolean receive(List<Frame> frames) {
        for (Frame frame : frames) {
            if (!frame.isBefore(position)) {
                if (!isWritable()) {
                    return false;
                }
                send(frame);
            }
        }
        return !closed;
    }

    /** Sends a frame to this subscriber only. */
    void sendAndRelease(Frame frame) {
        send(frame);
        frame.release();
    }

    private void send(Frame frame) {
        snapshot = frame.snapshot();
        position = frame.position().orElse(position);
        sent = sent.then(frame.checksum());
        unsent += frame.length();
        frame.bytes().writeTo(connection::write).onComplete(done -> written(frame.length()));
        meters.sent(frame.changes());
    }

    /** Whether a frame can be sent. If too many bytes are unsent, the client counts as slow from now on. */
    boolean isWritable() {
        if (!closed && unsent >= MAX_UNSENT && fullSince.isEmpty()) {
            fullSince = OptionalLong.of(System.nanoTime());
        }
        return !closed && unsent < MAX_UNSENT;
    }

    private void written(int bytes) {
        unsent -= bytes;
        if (unsent < MAX_UNSENT && fullSince.isPresent()) {
            fullSince = OptionalLong.empty();
            onWritable.accept(this);
        }
    }

    /** How long it has been full, in nanoseconds; 0 if it is not. */
    long fullNanos(long now) {
        return fullSince.isPresent() ? now - fullSince.getAsLong() : 0;
    }

    int unsent() {
        return unsent;
    }

    Topic topic() {
        return topic;
    }

    /** The progress of the snapshot; empty if it reads changes. */
    Optional<SnapshotProgress> snapshot() {
        return snapshot;
    }

    /** Its position in the changes; during a snapshot, the position after it. */
    long position() {
        return position;
    }

    boolean isClosed() {
        return closed;
    }

    private void close() {
        if (!closed) {
            closed = true;
            onClosed.accept(this);
            connection.release();
        }
    }

    /** Closes it and breaks the connection, so that the client sees that it has not received everything. */
    void disconnect(DisconnectReason reason) {
        close();
        meters.disconnected(reason);
        reset();
    }

    /** Ends the stream as HTTP and gzip require; resets it instead if the client is slow. */
    Future<Void> end() {
        close();
        if (fullSince.isPresent()) {
            reset();
            return Future.succeededFuture();
        }
        return connection.end(topic.gzip() ? GzipEncoder.trailer(sent) : new byte[0]);
    }

    /** Resets a stream that {@link #end} has not ended in time. */
    void reset() {
        connection.reset();
    }
}
