package io.podwatcher.watch.lifecycle;

import java.time.Duration;

/**
 * The pauses between attempts to reach the API server. Immutable; any thread.
 *
 * @param first the pause after a first failure is at most this long; it doubles with each further one
 * @param max the longest pause, whatever the API server asks for
 * @param maxUnreachable the longest pause while nothing answers at all: an attempt then costs the API server nothing,
 *     and a short pause finds it sooner when it is back
 */
public record Backoff(Duration first, Duration max, Duration maxUnreachable) {

    /** The pauses of client-go, except for an unreachable API server. */
    public static final Backoff USUAL =
            new Backoff(Duration.ofMillis(500), Duration.ofSeconds(30), Duration.ofMillis(1500));
}
