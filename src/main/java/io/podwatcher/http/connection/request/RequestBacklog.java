package io.podwatcher.http.connection.request;

/** Counts the unanswered requests of one connection, and the bytes that it holds. On its event loop. */
public final class RequestBacklog {

    private final HeldBytes all;
    private int unanswered;
    private int requestBytes;
    private int share;
    private int max = ReceiveLimits.MAX_PIPELINED;

    /**
     * @param all the bytes of all connections of the loop
     */
    public RequestBacklog(HeldBytes all) {
        this.all = all;
    }

    /**
     * A request has been decoded.
     *
     * @param bytes how many bytes of it are kept until it is answered
     * @return false if the loop holds too much: then it must be refused, and nothing of it is kept
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

    /** Whether only the last request that was decoded is unanswered. */
    public boolean hasOne() {
        return unanswered == 1;
    }

    /** Whether decoding must pause until a request is answered. */
    boolean isFull() {
        return unanswered >= max;
    }

    /** Whether decoding should resume after it was full. */
    boolean isHalfEmpty() {
        return unanswered <= max / 2;
    }

    /** From now on, a request is decoded only when all before it are answered. */
    public void limitToOne() {
        max = 1;
    }

    /** Ends {@link #limitToOne}. */
    public void allowPipelining() {
        max = ReceiveLimits.MAX_PIPELINED;
    }

    /**
     * Counts the bytes that the connection holds now.
     *
     * @param undecoded the size of the buffer with undecoded bytes
     * @return false if the loop holds too much, and more than before
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
