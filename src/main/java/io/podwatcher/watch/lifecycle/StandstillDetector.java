package io.podwatcher.watch.lifecycle;

import java.time.Duration;
import java.util.Optional;

/**
 * Detects that the process stood still: stopped, suspended with its machine, or so busy that its ticks were late. One
 * thread.
 */
final class StandstillDetector {

    /**
     * The longest gap between two calls; {@link WatchLifecycle#TICK} plus the usual delay on a busy machine is shorter.
     */
    private static final Duration MAX_GAP = Duration.ofSeconds(1);

    private long checkedAt;

    StandstillDetector(long now) {
        this.checkedAt = now;
    }

    /**
     * When the process began to stand still; empty if it has not stood still since the last call. Called with each
     * event and tick, before anything else is done.
     */
    Optional<Long> began(long now) {
        long before = checkedAt;
        checkedAt = now;
        return now - before > MAX_GAP.toNanos() ? Optional.of(before) : Optional.empty();
    }
}
