package io.podwatcher.http.events;

import io.netty.buffer.ByteBuf;
import io.podwatcher.memory.ExitingAllocator;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.Deflater;

/**
 * Makes chunks of text, compressed or not. A compressed one refers to nothing before it and ends at a byte, so that the same one
 * can be a part of every compressed stream. On the event loop of its feed.
 */
final class Chunks {

    /** What a compressed stream begins with: no name, no time, compressed fast. */
    private static final byte[] GZIP_HEADER = {0x1f, (byte) 0x8b, Deflater.DEFLATED, 0, 0, 0, 0, 0, 4, (byte) 0xff};

    private static final boolean WITHOUT_HEADER = true;

    private final Deflater deflater = new Deflater(Deflater.BEST_SPEED, WITHOUT_HEADER);
    private final AtomicLong held = new AtomicLong();

    /** What a stream begins with; uncompressed, the text alone. */
    Chunk first(EventText text, boolean gzip) {
        return make(text, gzip, gzip ? GZIP_HEADER : new byte[0]);
    }

    /** Takes what has been written. */
    Chunk make(EventText text, boolean gzip) {
        return make(text, gzip, new byte[0]);
    }

    private Chunk make(EventText text, boolean gzip, byte[] header) {
        int events = text.events();
        byte[] taken = text.take();
        int expected = gzip ? taken.length / 4 + 64 : taken.length;
        ByteBuf bytes = ExitingAllocator.INSTANCE.directBuffer(header.length + expected);
        bytes.writeBytes(header);
        if (gzip) {
            compress(taken, bytes);
        } else {
            bytes.writeBytes(taken);
        }
        return new Chunk(bytes, held, events, gzip ? GzipPart.of(taken) : GzipPart.PLAIN);
    }

    private void compress(byte[] text, ByteBuf bytes) {
        deflater.reset();
        deflater.setInput(text);
        int free;
        int written;
        do {
            bytes.ensureWritable(64);
            free = bytes.writableBytes();
            written = deflater.deflate(bytes.nioBuffer(bytes.writerIndex(), free), Deflater.FULL_FLUSH);
            bytes.writerIndex(bytes.writerIndex() + written);
        } while (written == free);
    }

    /** How many bytes have been made and not yet been sent by all streams that are to have them. */
    long held() {
        return held.get();
    }

    /** Nothing can be compressed any more. */
    void close() {
        deflater.end();
    }
}
