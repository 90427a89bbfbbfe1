package io.podwatcher.messages.watch;

import io.podwatcher.model.MapVersion;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * How long ago the API server confirmed the map that a reply is from, and its version. It keeps growing until the reply
 * is written: on a
 * busy event loop, in a stopped process, and in a suspended machine. Any thread.
 *
 * @param confirmedAt when it was confirmed, by the clock
 * @param clock the clock of the service, which does not stand still; any thread may read it
 * @param version the newest version of which the map has all changes
 */
public record WatchAge(long confirmedAt, LongSupplier clock, MapVersion version) {

    /** The age of a map that has not been confirmed yet. */
    public static final WatchAge NONE = new WatchAge(0, () -> 0);

    /** The age of something whose version is not known. */
    public WatchAge(long confirmedAt, LongSupplier clock) {
        this(confirmedAt, clock, MapVersion.UNKNOWN);
    }

    /** The age now, in whole seconds, rounded down. */
    public long seconds() {
        return TimeUnit.NANOSECONDS.toSeconds(clock.getAsLong() - confirmedAt);
    }
}
