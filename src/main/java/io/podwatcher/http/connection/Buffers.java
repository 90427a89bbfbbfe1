package io.podwatcher.http.connection;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.buffer.BufferInternal;

/** Wraps bytes that many answers share, which {@link Buffer#buffer(byte[])} would copy for each. Any thread. */
public final class Buffers {

    private Buffers() {}

    /** A buffer over these bytes, which must not change any more. */
    public static Buffer wrap(byte[] bytes) {
        return wrap(Unpooled.wrappedBuffer(bytes));
    }

    /** A buffer over these bytes; their owner still releases them. */
    public static Buffer wrap(ByteBuf bytes) {
        return BufferInternal.buffer(bytes);
    }
}
