package io.podwatcher.http.connection.request;

/** Adds up the bytes of unfinished and unanswered requests on all connections of one event loop. On that loop. */
public final class HeldBytes {

    private final int max;
    private int held;

    public HeldBytes(int max) {
        this.max = max;
    }

    /**
     * A connection's number of bytes has changed.
     *
     * @return whether all of them still fit
     */
    boolean change(int before, int now) {
        held += now - before;
        return now <= before || held <= max;
    }
}
