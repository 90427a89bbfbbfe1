package io.podwatcher.log;

import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * Rate-limits one kind of log line: a short burst, then one line every ten seconds, which stands for all occurrences
 * since the one before. Any thread.
 */
public final class RateLimit {

    private static final long INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final LongSupplier nanoTime;
    private final int burst;
    private int tokens;
    private long tokensSince;
    private long unreported;

    /**
     * @param burst how many lines may be logged at once after a quiet time
     */
    public RateLimit(LongSupplier nanoTime, int burst) {
        this.nanoTime = nanoTime;
        this.burst = burst;
        this.tokens = burst;
        this.tokensSince = nanoTime.getAsLong();
    }

    /** Uses the system's clock. */
    public RateLimit(int burst) {
        this(System::nanoTime, burst);
    }

    /**
     * Reports that something has happened.
     *
     * @param times how often
     * @param line logs the line if one is due; called with the number of occurrences since the last line
     */
    public void report(long times, LongConsumer line) {
        long all = take(times);
        if (all > 0) {
            line.accept(all);
        }
    }

    private synchronized long take(long times) {
        unreported += times;
        long earned = (nanoTime.getAsLong() - tokensSince) / INTERVAL_NANOS;
        if (earned > 0) {
            tokens = (int) Math.min(burst, tokens + earned);
            tokensSince += earned * INTERVAL_NANOS;
        }
        if (tokens == 0) {
            return 0;
        }
        tokens--;
        long all = unreported;
        unreported = 0;
        return all;
    }

    /** The end of a line that stands for several: how many others were left out; empty if none were. */
    public static String leftOut(long times) {
        return times > 1 ? " (" + (times - 1) + (times == 2 ? " line" : " lines") + " like this left out)" : "";
    }
}
