package io.podwatcher.http.connection.request;

/**
 * Counts what one connection has sent and not got an answer to, and its share of the bytes that its event loop holds.
 * On that loop.
 */
public final class RequestBacklog {

    private final HeldBytes all;
    private int unanswered;
    private int requestBytes;
    private int share;

    /**
     * @param all what all connections of the loop hold
     */
    public RequestBacklog(HeldBytes all) {
        this.all = all;
    }

    /**
     * A request has been decoded.
     *
     * @param bytes how many of it are kept until it is answered
     * @return false when the loop holds too much, so that it must be refused: then none of it is kept
     */
    boolean add(int bytes) {
        unanswered++;
        requestBytes += bytes;
        if (requestBytes <= ReceiveLimits.FREE_BYTES || holds(0)) {
            return true;
        }
        requestBytes -= bytes;
        holds(0);
        return false;
    }

    /** The answer of the oldest request has been written. */
    void answered() {
        unanswered--;
        if (unanswered == 0) {
            requestBytes = 0;
        }
    }

    boolean isEmpty() {
        return unanswered == 0;
    }

    /** Whether no more is to be decoded until something is answered. */
    boolean isFull() {
        return unanswered >= ReceiveLimits.MAX_PIPELINED;
    }

    /** Whether decoding is worth beginning again after it was full. */
    boolean isHalfEmpty() {
        return unanswered <= ReceiveLimits.MAX_PIPELINED / 2;
    }

    /**
     * Counts the bytes that the connection holds now.
     *
     * @param undecoded the size of the buffer of what is not decoded yet
     * @return false when the loop holds too much and more than before
     */
    boolean holds(int undecoded) {
        int before = share;
        share = Math.max(0, requestBytes + undecoded - ReceiveLimits.FREE_BYTES);
        return share == before || all.change(before, share);
    }

    /** The connection is closed. */
    void close() {
        all.change(share, 0);
        share = 0;
    }
}
