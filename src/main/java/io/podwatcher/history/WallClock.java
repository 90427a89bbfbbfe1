package io.podwatcher.history;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.LongSupplier;

/**
 * Converts moments of the clock of the service, which never steps, to the time of day as it was when this object was
 * created. Immutable; any thread.
 */
final class WallClock {

    /** Above this difference somebody has set the machine's clock; slewing changes both clocks alike. */
    private static final Duration MAX_DIFFERENCE = Duration.ofSeconds(1);

    private final Clock clock;
    private final LongSupplier nanoTime;
    private final Instant instant;
    private final long nanos;

    WallClock(Clock clock, LongSupplier nanoTime) {
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.instant = clock.instant();
        this.nanos = nanoTime.getAsLong();
    }

    /** The time of day of a moment, in the microseconds that databases keep. */
    Instant at(long moment) {
        return instant.plusNanos(moment - nanos).truncatedTo(ChronoUnit.MICROS);
    }

    Instant now() {
        return at(nanoTime.getAsLong());
    }

    /** Whether the machine's time of day has been set since. */
    boolean hasStepped() {
        return Duration.between(now(), clock.instant()).abs().compareTo(MAX_DIFFERENCE) > 0;
    }
}
