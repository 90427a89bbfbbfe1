package io.podwatcher.watch.lifecycle;

import io.podwatcher.messages.watch.RestartReason;
import java.time.Duration;
import java.util.OptionalInt;

/**
 * Why a list or a watch is over. Immutable; any thread.
 *
 * @param reason for counting
 * @param words what went wrong, in plain words
 * @param retryAfter how long the API server wants to be left alone; zero when it did not say
 * @param status the HTTP status with which it refused; empty when it did not answer, or broke off later
 */
public record Problem(RestartReason reason, String words, Duration retryAfter, OptionalInt status) {

    /** One that did not come as an HTTP status. */
    public Problem(RestartReason reason, String words) {
        this(reason, words, Duration.ZERO, OptionalInt.empty());
    }

    /**
     * Whether a watch may have been refused because of its version. Only 410 says so, but not every server sends that.
     * What is said about the caller or the server's load, or by a proxy that has no server, is not meant for the
     * version.
     */
    boolean mayMeanTheVersion() {
        return reason == RestartReason.REFUSED
                || status.isPresent() && (status.getAsInt() == 500 || status.getAsInt() == 504);
    }
}
