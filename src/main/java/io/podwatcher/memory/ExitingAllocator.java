package io.podwatcher.memory;

import io.netty.buffer.AbstractByteBufAllocator;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Netty's allocator, except that it ends the process when direct memory is exhausted, as {@code
 * -XX:+ExitOnOutOfMemoryError} does for the heap. Otherwise one answer after another would be lost silently. Any
 * thread.
 */
public final class ExitingAllocator extends AbstractByteBufAllocator {

    public static final ExitingAllocator INSTANCE = new ExitingAllocator(ByteBufAllocator.DEFAULT);

    /** The exit code of a JVM that has run out of heap. */
    private static final int OUT_OF_MEMORY = 3;

    private static final Logger log = LoggerFactory.getLogger(ExitingAllocator.class);

    private final ByteBufAllocator allocator;

    private ExitingAllocator(ByteBufAllocator allocator) {
        super(true);
        this.allocator = allocator;
    }

    @Override
    protected ByteBuf newHeapBuffer(int initialCapacity, int maxCapacity) {
        return allocator.heapBuffer(initialCapacity, maxCapacity);
    }

    @Override
    protected ByteBuf newDirectBuffer(int initialCapacity, int maxCapacity) {
        try {
            return allocator.directBuffer(initialCapacity, maxCapacity);
        } catch (OutOfMemoryError exhausted) {
            log.error("Out of direct memory; the process ends: {}", exhausted.getMessage());
            Runtime.getRuntime().halt(OUT_OF_MEMORY);
            throw exhausted;
        }
    }

    @Override
    public boolean isDirectBufferPooled() {
        return allocator.isDirectBufferPooled();
    }
}
