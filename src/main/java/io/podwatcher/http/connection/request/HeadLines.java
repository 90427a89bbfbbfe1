package io.podwatcher.http.connection.request;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpConstants;
import io.podwatcher.http.connection.request.RefusalMeters.Refusal;

/**
 * Finds the lines of a head as its bytes arrive. At each read, Netty's decoder searches an unfinished line from its
 * first byte, so 64 KiB sent byte by byte cost 2 GiB of searching; and it appends a folded line to a copy of all before
 * it. Here each byte is searched once, and the decoder is called only when a line is complete. One for each connection,
 * on its event loop.
 */
final class HeadLines {

    /** Bytes of the unfinished last line that are known to contain no line feed. */
    private int searched;

    private int lines;

    /** Whether the first line of a head is complete, and the head is not. */
    boolean started() {
        return lines > 0;
    }

    /** Prepares for another head. */
    void reset() {
        searched = 0;
        lines = 0;
    }

    /**
     * Whether Netty's decoder makes progress with these bytes: a line has become complete, or they cannot start a
     * request or are too long, which it refuses.
     *
     * @throws RefusedRequest as {@link #found} does
     */
    boolean needDecoding(ByteBuf in) {
        return found(in) || in.readableBytes() > ReceiveLimits.MAX_LINE || !mayStart(in);
    }

    /**
     * Checks the lines that have become complete.
     *
     * @param in starts with the first line that no earlier call has found
     * @return whether there is one, so that decoding makes progress
     * @throws RefusedRequest if a line is folded, or there are too many
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

    /** Skips empty lines before a head, which RFC 9112 allows. */
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
     * Whether these bytes may be the start of a head. Other protocols, such as TLS, mostly start with a control
     * character.
     */
    private boolean mayStart(ByteBuf in) {
        return started() || !in.isReadable() || !Character.isISOControl(in.getByte(in.readerIndex()) & 0xFF);
    }

    private static boolean isEmpty(ByteBuf in, int start, int feed) {
        return feed == start || feed == start + 1 && in.getByte(start) == HttpConstants.CR;
    }

    private void count(byte first) {
        if (lines > 0 && (first == HttpConstants.SP || first == HttpConstants.HT)) {
            throw RefusedRequest.malformed("A header is continued on the next line, which RFC 9112 forbids");
        }
        // The first line is the request line.
        if (lines++ > ReceiveLimits.MAX_HEADERS) {
            throw new RefusedRequest(
                    431, Refusal.HEADERS_TOO_LONG, "There are more than " + ReceiveLimits.MAX_HEADERS + " headers");
        }
    }
}
