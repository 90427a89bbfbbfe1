package io.podwatcher.cache;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Whether the map is complete, and how old it is. On the cache verticle's loop. */
final class Freshness {

    private final LongSupplier nanoTime;
    private boolean synced;
    private boolean missed;

    /** At first the start: nothing was known before. */
    private long confirmedAt;

    Freshness(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.confirmedAt = nanoTime.getAsLong();
    }

    /** Whether a complete list has been applied. */
    boolean isSynced() {
        return synced;
    }

    /**
     * A list has been applied.
     *
     * @param everything whether it told all pods, and not only of what has changed
     */
    void listed(boolean everything) {
        synced = true;
        missed = missed && !everything;
    }

    /** Something was not applied: until a list has told everything, no word of the API server confirms the map. */
    void missed() {
        missed = true;
    }

    /** All that has been applied was true at this moment; one that is older than the last is of no interest. */
    void confirmed(long at) {
        if (!missed && at - confirmedAt > 0) {
            confirmedAt = at;
        }
    }

    /** How long ago the API server confirmed the map, in whole seconds; 0 before the first list. */
    long age() {
        return synced ? TimeUnit.NANOSECONDS.toSeconds(nanoTime.getAsLong() - confirmedAt) : 0;
    }
}
