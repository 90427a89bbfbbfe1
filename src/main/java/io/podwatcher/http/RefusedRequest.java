package io.podwatcher.http;

import io.podwatcher.http.RefusalMeters.Refusal;

/** Why the decoder refuses a request: the answer, and the counter. Without a stack trace: anybody can cause one. */
final class RefusedRequest extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final Refusal refusal;

    /**
     * @param status the HTTP status to answer
     * @param sentence what is wrong, for people
     */
    RefusedRequest(int status, Refusal refusal, String sentence) {
        super(sentence, null, false, false);
        this.status = status;
        this.refusal = refusal;
    }

    static RefusedRequest malformed(String sentence) {
        return new RefusedRequest(400, Refusal.MALFORMED_REQUEST, sentence);
    }

    int status() {
        return status;
    }

    Refusal refusal() {
        return refusal;
    }
}
