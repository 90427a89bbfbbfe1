package io.podwatcher;

import io.podwatcher.watch.lifecycle.Backoff;
import java.time.Duration;

/**
 * How long the service waits before it tries or looks again; tests shorten it. Immutable; any thread.
 *
 * @param backoff between attempts to reach the API server
 * @param keyCheck between looks at the files of keys and certificates
 */
public record Pauses(Backoff backoff, Duration keyCheck) {

    /** Those of the running service. */
    public static final Pauses USUAL = new Pauses(Backoff.USUAL, Duration.ofSeconds(10));

    /** The same, but with these between attempts to reach the API server. */
    public Pauses with(Backoff other) {
        return new Pauses(other, keyCheck);
    }

    /** The same, but with this between looks at the files. */
    public Pauses withKeyCheck(Duration other) {
        return new Pauses(backoff, other);
    }
}
