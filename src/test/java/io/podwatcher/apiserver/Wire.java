package io.podwatcher.apiserver;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The way back to a client, whatever the transport, with all the ways in which it can go wrong. On the event loop of
 * its connection.
 */
abstract class Wire {

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
    final boolean ready() {
        return !dead() && !full();
    }

    /** Whether nothing will ever be written again, though perhaps not closed. */
    final boolean dead() {
        return gone() || stalled;
    }

    /** Whether it has ended, from either side. */
    final boolean gone() {
        return over || closed();
    }

    /** Whether the client or the network has ended it. */
    abstract boolean closed();

    /** Whether it waits for the client to read. */
    abstract boolean full();

    /** Tells when the client has read on; once. */
    abstract void onDrain(Runnable action);

    /** Tells when the connection is gone. */
    abstract void onClose(Runnable action);

    /** Begins the answer, where it is not begun by the first write. */
    abstract void begin();

    /** One event, or some of a list. Nothing once it is dead: what came now would overtake what a stall holds back. */
    final void write(Buffer message) {
        if (!dead()) {
            put(message);
        }
    }

    /** The begin of a message whose end never comes; nothing once it is dead. */
    final void writeBroken(Buffer part) {
        if (!dead()) {
            putBroken(part);
        }
    }

    abstract void put(Buffer message);

    abstract void putBroken(Buffer part);

    /** Answers with a Status instead; only before anything else. */
    abstract void refuse(int code, JsonObject status, OptionalInt retryAfterSeconds);

    /** Answers with exactly this instead; only before anything else. */
    abstract void answer(int code, Map<String, String> headers, Buffer body);

    abstract void sayGoodbye(int code);

    abstract void sayGoodbyeWithoutCode();

    /** Slows down what is written from now on. */
    abstract void trickle(int bytes, long everyMillis);

    /** Ends as a real API server does: the last chunk, or a close frame with 1000. */
    final void end() {
        end(1000);
    }

    /** Ends with another status, where the transport has one. */
    final void end(int code) {
        if (!over) {
            over = true;
            sayGoodbye(code);
        }
    }

    /** Ends with a close frame that has no status; where there are none, as usual. */
    final void endWithoutCode() {
        if (!over) {
            over = true;
            sayGoodbyeWithoutCode();
        }
    }

    final void drop() {
        over = true;
        tcp.drop();
    }

    final void reset() {
        over = true;
        tcp.reset();
    }

    /** Writes nothing more, but stays alive as far as TCP and pings can tell. */
    final void stall() {
        stalled = true;
    }

    /** Neither writes nor answers anything more. */
    final void mute() {
        stalled = true;
        tcp.mute();
    }
}
