package io.podwatcher.http.connection.request;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpConstants;
import io.podwatcher.http.connection.request.RefusalMeters.Refusal;

/**
 * Finds the lines of a head as its bytes arrive. Netty's decoder searches an unfinished line from its first byte at
 * each read, so that 64 KiB sent byte by byte cost 2 GiB of searching; and it appends a folded line to a copy of all
 * before it. Here each byte is searched once, and the decoder is called only when a line is complete. One for each
 * connection.
 */
final class HeadLines {

    /** Bytes of the unfinished last line that are known to hold no line feed. */
    private int searched;

    private int lines;

    /** Whether the first line of a head is complete, and the head is not. */
    boolean begun() {
        return lines > 0;
    }

    /** The next byte begins another head. */
    void reset() {
        searched = 0;
        lines = 0;
    }

    /**
     * Looks at the lines that have become complete.
     *
     * @param in begins with the first line that no earlier call has found
     * @return whether there is one, so that decoding makes progress
     * @throws RefusedRequest when a line is folded, or there are too many
     */
    boolean found(ByteBuf in) {
        if (lines == 0) {
            skipEmptyLines(in);
        }
        int end = in.writerIndex();
        int start = in.readerIndex();
        int feed = in.indexOf(start + searched, end, HttpConstants.LF);
        if (feed < 0) {
            searched = end - start;
            return false;
        }
        while (feed >= 0 && !isEmpty(in, start, feed)) {
            count(in.getByte(start));
            start = feed + 1;
            feed = in.indexOf(start, end, HttpConstants.LF);
        }
        searched = feed < 0 ? end - start : 0;
        return true;
    }

    /** Those before a head, which RFC 9112 lets a client send. */
    private static void skipEmptyLines(ByteBuf in) {
        while (in.isReadable()) {
            byte next = in.getByte(in.readerIndex());
            if (next != HttpConstants.CR && next != HttpConstants.LF) {
                return;
            }
            in.skipBytes(1);
        }
    }

    /**
     * Whether these bytes can become a head. Those of another protocol, as of TLS, mostly begin with a control
     * character.
     */
    boolean mayBegin(ByteBuf in) {
        return begun() || !in.isReadable() || !Character.isISOControl(in.getByte(in.readerIndex()) & 0xFF);
    }

    private static boolean isEmpty(ByteBuf in, int start, int feed) {
        return feed == start || feed == start + 1 && in.getByte(start) == HttpConstants.CR;
    }

    private void count(byte first) {
        if (lines > 0 && (first == HttpConstants.SP || first == HttpConstants.HT)) {
            throw RefusedRequest.malformed("A header goes on on the next line, which RFC 9112 forbids");
        }
        // The first is the request line.
        if (lines++ > ReceiveLimits.MAX_HEADERS) {
            throw new RefusedRequest(
                    431, Refusal.HEADERS_TOO_LONG, "There are more than " + ReceiveLimits.MAX_HEADERS + " headers");
        }
    }
}
