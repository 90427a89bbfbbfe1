package io.podwatcher.fission.template;

/**
 * How much the regular expressions of triggers may cost one request, so that no number of them can hold up an event
 * loop: all steps together take about 10 ms. Used by one match, on one thread.
 */
public final class StepLimit {

    private static final long MAX_STEPS = 500_000;

    private long used;

    /** Whether this many steps may still be taken; if so, they count. */
    boolean take(long steps) {
        boolean allowed = used + steps <= MAX_STEPS;
        used += allowed ? steps : 0;
        return allowed;
    }
}
