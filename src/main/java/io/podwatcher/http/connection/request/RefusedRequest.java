package io.podwatcher.http.connection.request;

import io.podwatcher.http.connection.request.RefusalMeters.Refusal;

/** Why the decoder refuses a request: the answer, and the counter. Without a stack trace: anybody can cause one. */
public final class RefusedRequest extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final Refusal refusal;

    /**
     * @param status the HTTP status to answer
     * @param sentence what is wrong, for people
     */
    public RefusedRequest(int status, Refusal refusal, String sentence) {
        super(sentence, null, false, false);
        this.status = status;
        this.refusal = refusal;
    }

    public static RefusedRequest malformed(String sentence) {
        return new RefusedRequest(400, Refusal.MALFORMED_REQUEST, sentence);
    }

    public int status() {
        return status;
    }

    public Refusal refusal() {
        return refusal;
    }
}
