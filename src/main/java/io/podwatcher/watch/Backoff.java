package io.podwatcher.watch;

import java.time.Duration;

/**
 * How patiently the API server is asked again.
 *
 * @param first the most to wait after a first failure; it doubles with each further one
 * @param longest the most to wait ever
 * @param healthy a connection that has lived for so long has shown that the server is well
 */
public record Backoff(Duration first, Duration longest, Duration healthy) {

    /** As client-go does it. */
    public static final Backoff USUAL =
            new Backoff(Duration.ofMillis(500), Duration.ofSeconds(30), Duration.ofMinutes(1));
}
