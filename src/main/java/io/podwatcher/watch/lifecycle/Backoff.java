package io.podwatcher.watch.lifecycle;

import java.time.Duration;

/**
 * How fast the API server is asked again.
 *
 * @param first the pause after a first failure is at most this long; it doubles with each further one
 * @param max no pause is longer, whatever the API server asks for
 * @param maxUnreachable no pause is longer while nothing answers at all: an attempt then costs the API server
 *     nothing, and what decides is how soon it is found to be back
 */
public record Backoff(Duration first, Duration max, Duration maxUnreachable) {

    /** As client-go does it, but for an API server that is away. */
    public static final Backoff USUAL =
            new Backoff(Duration.ofMillis(500), Duration.ofSeconds(30), Duration.ofMillis(1500));
}
