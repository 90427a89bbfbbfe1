package io.podwatcher.http.events.gzip;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.Deflater;

/**
 * Owns the deflater of one event loop and encodes a gzip member: its header, any number of parts, and the trailer for
 * the parts that one client was sent. On that event loop.
 */
public final class GzipEncoder implements AutoCloseable {

    /** No file name, no time, fastest compression, unknown system. */
    private static final byte[] HEADER = {0x1f, (byte) 0x8b, Deflater.DEFLATED, 0, 0, 0, 0, 0, 4, (byte) 0xff};

    /** A final empty block, in the fixed code. */
    private static final byte[] EMPTY_BLOCK = {3, 0};

    private static final boolean WITHOUT_HEADER = true;

    /** With less space at the end of a flush, zlib would write its marker twice. */
    private static final int MIN_SPACE = 64;

    private final Deflater deflater = new Deflater(Deflater.BEST_SPEED, WITHOUT_HEADER);
    private byte[] scratch = new byte[16 * 1024];

    public static byte[] header() {
        return HEADER.clone();
    }

    /**
     * Compresses text to a part without back-references that ends at a byte boundary, so that it fits into any member.
     */
    public byte[] part(byte[] text) {
        deflater.reset();
        deflater.setInput(text);
        int length = 0;
        int space;
        int written;
        do {
            if (scratch.length - length < MIN_SPACE) {
                scratch = Arrays.copyOf(scratch, 2 * scratch.length);
            }
            space = scratch.length - length;
            written = deflater.deflate(scratch, length, space, Deflater.FULL_FLUSH);
            length += written;
        } while (written == space);
        return Arrays.copyOf(scratch, length);
    }

    /**
     * Ends a member.
     *
     * @param sent the checksum of the text of all its parts
     */
    public static byte[] trailer(Checksum sent) {
        return ByteBuffer.allocate(EMPTY_BLOCK.length + 2 * Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(EMPTY_BLOCK)
                .putInt(sent.crc())
                .putInt(sent.length())
                .array();
    }

    /** Frees the memory of zlib; nothing can be compressed after this. */
    @Override
    public void close() {
        deflater.end();
    }
}
