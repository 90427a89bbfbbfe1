package io.podwatcher.watch;

import java.time.Duration;
import java.util.Random;

/**
 * How long to wait before the API server is asked again. An exponential back-off with jitter, so that the replicas of a
 * cluster that come back together do not all knock together; one thread.
 */
final class Pauses {

    private final Random random;
    private final Backoff backoff;
    private int failures;
    private boolean forgiven;
    private Duration atLeast = Duration.ZERO;

    Pauses(Random random, Backoff backoff) {
        this.random = random;
        this.backoff = backoff;
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
        if (life.compareTo(backoff.healthy()) >= 0) {
            failures = 0;
            forgiven = false;
            atLeast = Duration.ZERO;
        }
    }

    /**
     * The server is back and wants a list: what failed before says nothing of that. Forgives once until a connection has
     * lived, because a server may want nothing else.
     */
    void wantsList() {
        if (!forgiven) {
            failures = 0;
            forgiven = true;
        }
    }

    /** Nothing before a first attempt or after a connection that ended as it should; else half to all of the back-off. */
    Duration next() {
        if (failures == 0) {
            return Duration.ZERO;
        }
        long most = Math.min(backoff.longest().toMillis(), backoff.first().toMillis() << Math.min(failures - 1, 16));
        Duration pause = Duration.ofMillis(most / 2 + random.nextLong(most / 2 + 1));
        if (pause.compareTo(atLeast) > 0) {
            return pause;
        }
        return atLeast.compareTo(backoff.longest()) > 0 ? backoff.longest() : atLeast;
    }
}
