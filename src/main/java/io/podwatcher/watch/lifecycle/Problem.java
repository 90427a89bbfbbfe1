package io.podwatcher.watch.lifecycle;

import io.podwatcher.messages.watch.RestartReason;
import java.time.Duration;
import java.util.OptionalInt;

/**
 * Why a list or a watch has ended. Immutable; any thread.
 *
 * @param reason for counting
 * @param message what went wrong, for the user
 * @param retryAfter how long the API server asks clients to wait; zero if it does not
 * @param status the HTTP status with which it refused; empty if it did not answer or the connection broke later
 */
public record Problem(RestartReason reason, String message, Duration retryAfter, OptionalInt status) {

    /** A problem without an HTTP status. */
    public Problem(RestartReason reason, String message) {
        this(reason, message, Duration.ZERO, OptionalInt.empty());
    }

    /**
     * Whether a watch may have been refused because of its version. Only 410 says so, but not every server sends it.
     * Statuses about the caller or the server's load, or from a proxy without a server, are not about the version.
     */
    boolean mayMeanTheVersion() {
        return reason == RestartReason.REFUSED
                || status.isPresent() && (status.getAsInt() == 500 || status.getAsInt() == 504);
    }
}
