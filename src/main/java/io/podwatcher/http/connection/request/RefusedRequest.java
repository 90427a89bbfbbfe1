package io.podwatcher.http.connection.request;

import io.podwatcher.http.connection.request.RefusalMeters.Refusal;

/**
 * The decoder refuses a request; holds the answer and the reason to count. Without a stack trace, because any client
 * can cause it.
 */
public final class RefusedRequest extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final Refusal refusal;

    /**
     * @param status the HTTP status to answer
     * @param message what is wrong, for people
     */
    public RefusedRequest(int status, Refusal refusal, String message) {
        super(message, null, false, false);
        this.status = status;
        this.refusal = refusal;
    }

    public static RefusedRequest malformed(String message) {
        return new RefusedRequest(400, Refusal.MALFORMED_REQUEST, message);
    }

    /** All connections together hold too many bytes of unfinished requests. */
    static RefusedRequest tooMuchHeld() {
        return new RefusedRequest(
                503, Refusal.TOO_MANY_UNFINISHED, "Too many long or unfinished requests are held; try again");
    }

    /** The head was not complete in time. */
    static RefusedRequest timeout() {
        return new RefusedRequest(408, Refusal.REQUEST_TIMEOUT, "The head of the request was not complete in time");
    }

    public int status() {
        return status;
    }

    public Refusal refusal() {
        return refusal;
    }
}
