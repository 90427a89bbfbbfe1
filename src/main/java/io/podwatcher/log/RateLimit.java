package io.podwatcher.log;

import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * Keeps one kind of line from flooding the log: a few may come together, then one every ten seconds, which says how
 * often it has happened since the one before. Any thread.
 */
public final class RateLimit {

    private static final long EVERY_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final LongSupplier nanoTime;
    private final int together;
    private int spare;
    private long spareSince;
    private long unsaid;

    /**
     * @param together how many lines may come at once after a quiet time
     */
    public RateLimit(LongSupplier nanoTime, int together) {
        this.nanoTime = nanoTime;
        this.together = together;
        this.spare = together;
        this.spareSince = nanoTime.getAsLong();
    }

    /** By the system's clock. */
    public RateLimit(int together) {
        this(System::nanoTime, together);
    }

    /**
     * It has happened.
     *
     * @param times how often
     * @param line writes the line if one is due, given how often it has happened since the last
     */
    public void say(long times, LongConsumer line) {
        long all = take(times);
        if (all > 0) {
            line.accept(all);
        }
    }

    private synchronized long take(long times) {
        unsaid += times;
        long earned = (nanoTime.getAsLong() - spareSince) / EVERY_NANOS;
        if (earned > 0) {
            spare = (int) Math.min(together, spare + earned);
            spareSince += earned * EVERY_NANOS;
        }
        if (spare == 0) {
            return 0;
        }
        spare--;
        long all = unsaid;
        unsaid = 0;
        return all;
    }

    /** What the end of a line says of those like it that were left out; nothing where there was none. */
    public static String leftOut(long times) {
        return times > 1 ? " (" + (times - 1) + " lines like this left out)" : "";
    }
}
