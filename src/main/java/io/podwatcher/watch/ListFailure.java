package io.podwatcher.watch;

import io.podwatcher.messages.RestartReason;
import java.time.Duration;

/** Why the API server's list of pods could not be read. The message is one plain sentence, for the log and for users. */
final class ListFailure extends Exception {

    private static final long serialVersionUID = 1L;

    private final RestartReason reason;
    private final Duration retryAfter;

    /**
     * @param reason EXPIRED when a page's continue token is too old, so that the list has to begin again
     * @param retryAfter how long the server asks not to be asked again; zero where it does not say
     */
    ListFailure(RestartReason reason, String message, Duration retryAfter, Throwable cause) {
        super(message, cause);
        this.reason = reason;
        this.retryAfter = retryAfter;
    }

    /** For what the list's own code should never throw: a bug. */
    static ListFailure unexpected(Throwable cause) {
        return new ListFailure(
                RestartReason.UNEXPECTED, "reading the list failed unexpectedly: " + cause, Duration.ZERO, cause);
    }

    RestartReason reason() {
        return reason;
    }

    Duration retryAfter() {
        return retryAfter;
    }
}
