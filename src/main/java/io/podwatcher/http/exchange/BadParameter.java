package io.podwatcher.http.exchange;

/** A query parameter is invalid; answered with 400 and this reason. */
public final class BadParameter extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String reason;

    /**
     * @param reason the reason code, for programs
     * @param error the message, for people
     */
    public BadParameter(String reason, String error) {
        super(error);
        this.reason = reason;
    }

    public String reason() {
        return reason;
    }
}
