package io.podwatcher.bench;

import java.util.concurrent.locks.LockSupport;

/** The times at which something is to happen at an even rate. One thread. */
final class Pace {

    private final double nanosBetween;
    private final long start = System.nanoTime();
    private long count;

    Pace(double perSecond) {
        this.nanosBetween = 1e9 / perSecond;
    }

    /** Waits for the next time, not at all when it is over, and returns it. */
    long await() {
        long next = start + (long) (count++ * nanosBetween);
        awaitTime(next);
        return next;
    }

    static void awaitTime(long nanoTime) {
        for (long left = nanoTime - System.nanoTime(); left > 0; left = nanoTime - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
