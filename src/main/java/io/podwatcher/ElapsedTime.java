package io.podwatcher;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

/**
 * A monotonic clock for ages: {@link System#nanoTime()} plus the time during which it stood still. It stands still
 * while the machine is suspended (CLOCK_MONOTONIC of Linux) or the virtual machine is paused; the time of day shows
 * afterwards for how long. The first reading after waking adds that time, on whichever thread it happens, so that a map
 * confirmed before the pause counts as old before any event is read. Any thread.
 *
 * <p>Setting the time of day forward looks the same and makes the map look older than it is until the API server
 * confirms it again, which is harmless. Setting it back is ignored.
 */
final class ElapsedTime implements LongSupplier {

    /** NTP slews the time of day by at most half a second in a thousand; every pause that matters is longer. */
    private static final long STANDSTILL_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** The clocks are compared with a reading that is at most this old, as long as the clock is in use. */
    private static final long COMPARE_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    /** The clocks are read one after the other; with more time between the two they cannot be compared. */
    private static final long SAME_MOMENT_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final LongSupplier nanoTime;
    private final LongSupplier otherNanos;
    private final AtomicReference<ClockPair> last;

    /**
     * Both clocks at one moment.
     *
     * @param stoodStill how long the first one has stood still since the start
     */
    private record ClockPair(long nanos, long other, long stoodStill) {}

    /**
     * @param nanoTime the clock that may stand still
     * @param otherNanos a clock that keeps running but may be set
     */
    ElapsedTime(LongSupplier nanoTime, LongSupplier otherNanos) {
        this.nanoTime = nanoTime;
        this.otherNanos = otherNanos;
        this.last = new AtomicReference<>(new ClockPair(nanoTime.getAsLong(), otherNanos.getAsLong(), 0));
    }

    /** The clock of the service. */
    static ElapsedTime ofSystem() {
        return new ElapsedTime(System::nanoTime, () -> TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis()));
    }

    @Override
    public long getAsLong() {
        while (true) {
            ClockPair before = last.get();
            long earlier = nanoTime.getAsLong();
            long other = otherNanos.getAsLong();
            long nanos = nanoTime.getAsLong();
            if (nanos - earlier > SAME_MOMENT_NANOS) {
                return nanos + before.stoodStill();
            }
            long ahead = other - before.other() - (nanos - before.nanos());
            long stoodStill = before.stoodStill() + (ahead > STANDSTILL_NANOS ? ahead : 0);
            boolean isDue = Math.abs(ahead) > STANDSTILL_NANOS || nanos - before.nanos() > COMPARE_EVERY_NANOS;
            // If another thread has compared in the meantime, its result counts.
            if (!isDue || last.compareAndSet(before, new ClockPair(nanos, other, stoodStill))) {
                return nanos + stoodStill;
            }
        }
    }
}
