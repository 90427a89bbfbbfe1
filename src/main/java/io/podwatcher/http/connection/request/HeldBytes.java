package io.podwatcher.http.connection.request;

/**
 * Adds up the bytes that the connections of one event loop hold of requests that are unfinished or unanswered. On that
 * loop.
 */
public final class HeldBytes {

    private final int max;
    private int held;

    public HeldBytes(int max) {
        this.max = max;
    }

    /**
     * A connection holds another number of bytes than before.
     *
     * @return whether all of them still fit
     */
    boolean change(int before, int now) {
        held += now - before;
        return now <= before || held <= max;
    }
}
