package io.podwatcher.http.exchange;

/** A query parameter that cannot be used; becomes a 400 with its own reason. */
public final class BadParameter extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String reason;

    /**
     * @param reason one word for programs
     * @param error a sentence for people
     */
    public BadParameter(String reason, String error) {
        super(error);
        this.reason = reason;
    }

    public String reason() {
        return reason;
    }
}
