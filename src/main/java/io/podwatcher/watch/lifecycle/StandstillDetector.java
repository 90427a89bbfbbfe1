package io.podwatcher.watch.lifecycle;

import java.time.Duration;

/**
 * Notices that the process has stood still: stopped, suspended with its machine, or so busy that its clock ticks came
 * late. One thread.
 */
final class StandstillDetector {

    /** Between two ticks; {@link WatchLifecycle#TICK} and what a busy machine adds to it are shorter. */
    private static final Duration MAX_GAP = Duration.ofSeconds(1);

    private long lookedAt;

    StandstillDetector(long now) {
        this.lookedAt = now;
    }

    /**
     * Whether it has stood still since the last call; called with each event and each tick, before anything else is
     * done.
     */
    boolean stoodStill(long now) {
        boolean stoodStill = now - lookedAt > MAX_GAP.toNanos();
        lookedAt = now;
        return stoodStill;
    }
}
