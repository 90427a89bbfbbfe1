package io.podwatcher.apiserver.wire;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Sends responses to a client, over either transport, with all the faults that are possible there. On the event loop of
 * its connection.
 */
public abstract class Wire {

    private final TcpConnection tcp;
    private boolean stalled;
    private boolean over;

    Wire(TcpConnection tcp) {
        this.tcp = tcp;
    }

    final TcpConnection tcp() {
        return tcp;
    }

    /** Whether to write on: the client keeps up, and nothing has ended or stopped it. */
    public final boolean ready() {
        return !dead() && !full();
    }

    /** Whether nothing will ever be written again, though perhaps not closed. */
    public final boolean dead() {
        return gone() || stalled;
    }

    /** Whether it has ended, from either side. */
    public final boolean gone() {
        return over || closed();
    }

    /** Whether the client or the network has ended it. */
    abstract boolean closed();

    /** Whether it waits for the client to read. */
    public abstract boolean full();

    /** Calls back once when the client has read more. */
    public abstract void onDrain(Runnable action);

    /** Calls back when the connection is closed. */
    public abstract void onClose(Runnable action);

    /** Starts the answer, if the first write does not. */
    public abstract void begin();

    /**
     * Writes one event, or a part of a list. Does nothing once dead: it would overtake the bytes held back by a stall.
     */
    public final void write(Buffer message) {
        if (!dead()) {
            put(message);
        }
    }

    /** Writes the start of a message whose end is never sent; does nothing once dead. */
    public final void writeBroken(Buffer part) {
        if (!dead()) {
            putBroken(part);
        }
    }

    abstract void put(Buffer message);

    abstract void putBroken(Buffer part);

    /** Answers with a Status instead; only before anything else. */
    public abstract void refuse(int code, JsonObject status, OptionalInt retryAfterSeconds);

    /** Answers with exactly this instead; only before anything else. */
    public abstract void answer(int code, Map<String, String> headers, Buffer body);

    abstract void sayGoodbye(int code);

    abstract void sayGoodbyeWithoutCode();

    /** Slows down what is written from now on. */
    public abstract void trickle(int bytes, long everyMillis);

    /** Ends as a real API server does: the last chunk, or a close frame with 1000. */
    public final void end() {
        end(1000);
    }

    /** Ends with another status, where the transport has one. */
    public final void end(int code) {
        if (!over) {
            over = true;
            sayGoodbye(code);
        }
    }

    /** Ends with a close frame that has no status; where there are none, as usual. */
    public final void endWithoutCode() {
        if (!over) {
            over = true;
            sayGoodbyeWithoutCode();
        }
    }

    public final void drop() {
        over = true;
        tcp.drop();
    }

    public final void reset() {
        over = true;
        tcp.reset();
    }

    /** Writes nothing more, but TCP and pings keep working. */
    public final void stall() {
        stalled = true;
    }

    /** Neither writes nor answers anything more. */
    public final void mute() {
        stalled = true;
        tcp.mute();
    }
}
