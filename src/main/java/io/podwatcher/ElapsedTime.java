package io.podwatcher;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

/**
 * A clock for ages: {@link System#nanoTime()}, and in addition the time during which that one stood still. While a
 * machine is suspended it does (CLOCK_MONOTONIC of Linux), and so it does in a virtual machine that is paused; the time
 * of day, or the uptime, shows afterwards for how long. The clock makes up for it with the first reading after waking,
 * whichever thread reads first: a map that was confirmed before is old at once, before any event is read. It never goes
 * back. Any thread.
 *
 * <p>A time of day that is set forward looks the same, and makes the map look older than it is until the API server has
 * confirmed it again; that is harmless. One that is set back is ignored.
 */
final class ElapsedTime implements LongSupplier {

    /** The time of day is slewed by at most half a second in a thousand; no pause that matters is shorter. */
    private static final long STANDSTILL_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** Readings are compared with one that is at most this old, as long as anybody reads. */
    private static final long COMPARE_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    /** The clocks are read one after another; where more time lies in between, they cannot be compared. */
    private static final long SAME_MOMENT_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final LongSupplier nanoTime;
    private final LongSupplier otherNanos;
    private final AtomicReference<Reading> last;

    /**
     * Both clocks at one moment.
     *
     * @param stoodStill for how long the first one has stood still since the start
     */
    private record Reading(long nanos, long other, long stoodStill) {}

    /**
     * @param nanoTime stands still at times
     * @param otherNanos runs on meanwhile; it may be set
     */
    ElapsedTime(LongSupplier nanoTime, LongSupplier otherNanos) {
        this.nanoTime = nanoTime;
        this.otherNanos = otherNanos;
        this.last = new AtomicReference<>(new Reading(nanoTime.getAsLong(), otherNanos.getAsLong(), 0));
    }

    /** The clock of the service. */
    static ElapsedTime ofSystem() {
        return new ElapsedTime(System::nanoTime, () -> TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis()));
    }

    @Override
    public long getAsLong() {
        while (true) {
            Reading before = last.get();
            long earlier = nanoTime.getAsLong();
            long other = otherNanos.getAsLong();
            long nanos = nanoTime.getAsLong();
            if (nanos - earlier > SAME_MOMENT_NANOS) {
                return nanos + before.stoodStill();
            }
            long ahead = other - before.other() - (nanos - before.nanos());
            long stoodStill = before.stoodStill() + (ahead > STANDSTILL_NANOS ? ahead : 0);
            boolean isNews = Math.abs(ahead) > STANDSTILL_NANOS || nanos - before.nanos() > COMPARE_EVERY_NANOS;
            // Where another thread has compared meanwhile, what it has found counts.
            if (!isNews || last.compareAndSet(before, new Reading(nanos, other, stoodStill))) {
                return nanos + stoodStill;
            }
        }
    }
}
