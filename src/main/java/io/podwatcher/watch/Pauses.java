package io.podwatcher.watch;

import java.time.Duration;
import java.util.Random;

/**
 * How long to wait before the API server is asked again. An exponential back-off with jitter, so that the replicas of a
 * cluster that come back together do not all knock together; one thread.
 */
final class Pauses {

    static final Duration LONGEST = Duration.ofSeconds(30);
    private static final Duration FIRST = Duration.ofMillis(500);

    /** Connections that live longer than this have shown that the server is well. */
    private static final Duration HEALTHY = Duration.ofMinutes(1);

    private final Random random;
    private int failures;
    private Duration atLeast = Duration.ZERO;

    Pauses(Random random) {
        this.random = random;
    }

    /**
     * An attempt has failed.
     *
     * @param retryAfter how long the server wants to be left alone; zero when it did not say
     */
    void failed(Duration retryAfter) {
        failures++;
        atLeast = retryAfter;
    }

    /** A connection that has worked for so long is over. */
    void lived(Duration life) {
        if (life.compareTo(HEALTHY) >= 0) {
            failures = 0;
            atLeast = Duration.ZERO;
        }
    }

    /** Nothing before a first attempt or after a connection that ended as it should; else half to all of the back-off. */
    Duration next() {
        if (failures == 0) {
            return Duration.ZERO;
        }
        long most = Math.min(LONGEST.toMillis(), FIRST.toMillis() << Math.min(failures - 1, 16));
        Duration pause = Duration.ofMillis(most / 2 + random.nextLong(most / 2 + 1));
        return pause.compareTo(atLeast) > 0 ? pause : atLeast.compareTo(LONGEST) > 0 ? LONGEST : atLeast;
    }
}
