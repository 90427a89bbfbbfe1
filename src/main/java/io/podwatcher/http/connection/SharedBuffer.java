package io.podwatcher.http.connection;

import io.netty.buffer.ByteBuf;
import io.podwatcher.memory.ExitingAllocator;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.function.Function;

/**
 * Owns bytes that are written to any number of connections. They lie outside the heap, because the transport would copy
 * bytes on the heap for each connection. They are freed when their creator has released them and every write is
 * complete. On the event loop of these connections.
 */
public final class SharedBuffer {

    private final ByteBuf bytes;
    private final Buffer shared;
    private final int length;
    private final Runnable onFree;

    private SharedBuffer(ByteBuf bytes, Runnable onFree) {
        this.bytes = bytes;
        // Vert.x never releases a buffer of this kind, so all writes may share it.
        this.shared = Buffers.wrap(bytes);
        this.length = bytes.readableBytes();
        this.onFree = onFree;
    }

    /**
     * Copies bytes from the heap.
     *
     * @param onFree runs once, when the copy is freed
     */
    public static SharedBuffer copyOf(byte[] bytes, Runnable onFree) {
        return new SharedBuffer(
                ExitingAllocator.INSTANCE.directBuffer(bytes.length).writeBytes(bytes), onFree);
    }

    public int length() {
        return length;
    }

    /**
     * Writes all bytes; does nothing if there are none, because an empty chunk would end an HTTP/1 body.
     *
     * @return complete when the transport has written them or failed
     */
    public Future<Void> writeTo(Function<Buffer, Future<Void>> connection) {
        if (length == 0) {
            return Future.succeededFuture();
        }
        bytes.retain();
        return connection.apply(shared).onComplete(written -> release());
    }

    /** Called once by the creator, after the last {@link #writeTo}. */
    public void release() {
        if (bytes.release()) {
            onFree.run();
        }
    }
}
