package io.podwatcher.messages.watch;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * How long ago the API server confirmed what a reply says. It grows on while the reply is on its way to a client: on an
 * event loop that is busy, in a process that is stopped, and in a machine that is suspended.
 *
 * @param confirmedAt the moment, by the clock
 * @param clock of the service, which does not stand still; any thread may read it
 */
public record WatchAge(long confirmedAt, LongSupplier clock) {

    /** Of a map that has not been confirmed yet. */
    public static final WatchAge NONE = new WatchAge(0, () -> 0);

    /** As of now, in whole seconds, rounded down. */
    public long seconds() {
        return TimeUnit.NANOSECONDS.toSeconds(clock.getAsLong() - confirmedAt);
    }
}
