package io.podwatcher.http.events;

import io.podwatcher.http.events.gzip.Checksum;
import io.podwatcher.http.events.gzip.GzipEncoder;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * Owns the stream of one client: its cursor, and what of the frames the client has not taken yet. It runs on the event
 * loop of its hub.
 *
 * <pre>
 *   snapshot ──▶ catching up ◀─full─┐
 *      ▲            │    └────────▶ live       each of them ──▶ closed
 *      └──too old───┴───────────────┘
 * </pre>
 *
 * <p>Frames are not queued: of what its client has not taken it holds two frames at most. What it could not write it
 * reads again from the cache, by its cursor, once the client has taken enough.
 */
final class Subscriber {

    /** Unsent bytes at which nothing more is written; the frame that reaches them may be as large again. */
    private static final int MAX_UNSENT = Frame.TARGET_BYTES;

    private final Topic topic;
    private final Connection connection;
    private final EventMeters meters;
    private final Consumer<Subscriber> onWritable;
    private final Consumer<Subscriber> onClosed;

    private Optional<SnapshotProgress> snapshot = Optional.empty();
    private long position;
    private int unsent;
    private OptionalLong fullSince = OptionalLong.empty();
    private Checksum sent = Checksum.EMPTY;
    private boolean closed;

    /** The response to a subscriber's request, with its head set and not yet written. */
    interface Connection {

        /** Runs this when the client has gone. */
        void onGone(Runnable handler);

        /** Completes when the transport has taken the bytes. */
        Future<Void> write(Buffer bytes);

        /** Ends the response behind these last bytes, which may be none. */
        Future<Void> end(byte[] last);

        /** Breaks the connection, so that the client sees that the response is not complete. */
        void reset();

        /** Is called once, when nothing more will be written. */
        void release();
    }

    /**
     * @param onWritable is called when it was full and can receive again
     * @param onClosed is called once, when it is closed for whatever reason
     */
    Subscriber(
            Topic topic,
            Connection connection,
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

    /** Moves the cursor to the beginning of a snapshot, if there is to be one, and of the changes behind it. */
    void start(StreamStart start, long from) {
        meters.started(start);
        snapshot = SnapshotProgress.begin(start);
        position = from;
    }

    /** Whether the other one can be sent what this one has to read next. */
    boolean canReadWith(Subscriber other) {
        return topic.equals(other.topic)
                && snapshot.equals(other.snapshot)
                && (snapshot.isPresent() || other.position >= position);
    }

    /** Sends frames, as many as its client takes, and moves the cursor behind them; false if that was not all. */
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

    /** Sends a frame that is for this subscriber alone. */
    void sendAndRelease(Frame frame) {
        send(frame);
        frame.release();
    }

    private void send(Frame frame) {
        snapshot = frame.snapshot();
        position = frame.position().orElse(position);
        sent = sent.then(frame.checksum());
        unsent += frame.length();
        frame.bytes().writeTo(connection::write).onComplete(done -> taken(frame.length()));
        meters.sent(frame.changes());
    }

    /** Whether a frame can be sent. If its client is the reason that it cannot, the client is slow from now on. */
    boolean isWritable() {
        if (!closed && unsent >= MAX_UNSENT && fullSince.isEmpty()) {
            fullSince = OptionalLong.of(System.nanoTime());
        }
        return !closed && unsent < MAX_UNSENT;
    }

    private void taken(int bytes) {
        unsent -= bytes;
        if (unsent < MAX_UNSENT && fullSince.isPresent()) {
            fullSince = OptionalLong.empty();
            onWritable.accept(this);
        }
    }

    /** For how long its client has kept a frame waiting. */
    long fullNanos(long now) {
        return fullSince.isPresent() ? now - fullSince.getAsLong() : 0;
    }

    int unsent() {
        return unsent;
    }

    Topic topic() {
        return topic;
    }

    /** What of a snapshot has been sent; empty if it reads changes. */
    Optional<SnapshotProgress> snapshot() {
        return snapshot;
    }

    /** How many changes it knows; while it reads a snapshot, how many it knows behind it. */
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

    /** Ends the stream as HTTP and gzip demand, but does not wait for a client that takes nothing. */
    Future<Void> end() {
        close();
        if (fullSince.isPresent()) {
            reset();
            return Future.succeededFuture();
        }
        return connection.end(topic.gzip() ? GzipEncoder.trailer(sent) : new byte[0]);
    }

    /** Breaks the connection of a stream that {@link #end} has not brought to its end. */
    void reset() {
        connection.reset();
    }
}
