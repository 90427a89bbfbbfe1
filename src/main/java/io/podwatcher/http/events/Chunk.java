package io.podwatcher.http.events;

import io.netty.buffer.ByteBuf;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.internal.buffer.BufferInternal;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Some whole events, encoded once and written to any number of streams. The bytes are outside the heap, because those on it
 * are copied by the transport for each stream, and are freed when the last stream has sent them. On the event loop of its
 * feed.
 */
final class Chunk {

    private final ByteBuf bytes;
    private final Buffer shared;
    private final AtomicLong held;
    private final int length;
    private final int events;
    private final GzipPart part;

    /**
     * @param bytes outside the heap; owned by this from now on
     * @param held how many bytes are held for streams, to be kept up to date
     * @param events how many changes they tell
     * @param part what they are as a part of a compressed stream
     */
    Chunk(ByteBuf bytes, AtomicLong held, int events, GzipPart part) {
        this.bytes = bytes;
        // Vert.x never releases a buffer of this kind, so each write may have it.
        this.shared = BufferInternal.buffer(bytes);
        this.held = held;
        this.length = bytes.readableBytes();
        this.events = events;
        this.part = part;
        held.addAndGet(length);
    }

    /** Complete when the transport has taken it, or cannot. */
    Future<Void> writeTo(HttpServerResponse response) {
        bytes.retain();
        return response.write(shared).onComplete(written -> release());
    }

    int length() {
        return length;
    }

    /** Its maker will write it to no more streams. */
    void release() {
        if (bytes.release()) {
            held.addAndGet(-length);
        }
    }

    int events() {
        return events;
    }

    GzipPart part() {
        return part;
    }
}
