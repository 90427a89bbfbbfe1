package io.podwatcher.messages.watch;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * How long ago the API server confirmed the map that a reply is from. It keeps growing until the reply is written: on a
 * busy event loop, in a stopped process, and in a suspended machine. Any thread.
 *
 * @param confirmedAt when it was confirmed, by the clock
 * @param clock the clock of the service, which does not stand still; any thread may read it
 */
public record WatchAge(long confirmedAt, LongSupplier clock) {

    /** The age of a map that has not been confirmed yet. */
    public static final WatchAge NONE = new WatchAge(0, () -> 0);

    /** The age now, in whole seconds, rounded down. */
    public long seconds() {
        return TimeUnit.NANOSECONDS.toSeconds(clock.getAsLong() - confirmedAt);
    }
}
