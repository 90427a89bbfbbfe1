package io.podwatcher.http.events;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Knows how one compressed stream would have to end after what it has been sent, so that it can end well at any time. */
final class GzipEnd {

    /** A last block with nothing in it, in the fixed code. */
    private static final byte[] EMPTY_BLOCK = {3, 0};

    private int length;
    private int crc;

    void sent(GzipPart part) {
        length += part.length();
        crc = Crc.multiply(crc, part.shift()) ^ part.crc();
    }

    byte[] bytes() {
        return ByteBuffer.allocate(EMPTY_BLOCK.length + 2 * Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(EMPTY_BLOCK)
                .putInt(crc)
                .putInt(length)
                .array();
    }
}
