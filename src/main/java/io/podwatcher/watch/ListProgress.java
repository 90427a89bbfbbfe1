package io.podwatcher.watch;

import io.podwatcher.log.RateLimit;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts and logs the progress of a list. On the watch verticle's worker. */
final class ListProgress {

    private static final Logger log = LoggerFactory.getLogger(ListProgress.class);
    private static final Duration LOG_INTERVAL = Duration.ofSeconds(3);

    /** Lists that follow each other without a pause must not flood the log. */
    private static final int LINES_BURST = 5;

    private final LongSupplier nanoTime;
    private final WatchMeters meters;
    private final RateLimit lines;
    private long startedAt;
    private long loggedAt;
    private int pods;

    ListProgress(LongSupplier nanoTime, WatchMeters meters) {
        this.nanoTime = nanoTime;
        this.meters = meters;
        this.lines = new RateLimit(nanoTime, LINES_BURST);
    }

    void started() {
        startedAt = nanoTime.getAsLong();
        loggedAt = startedAt;
        pods = 0;
    }

    /** Counts another pod; returns whether progress is due to be reported. */
    boolean podListed() {
        pods++;
        boolean due = nanoTime.getAsLong() - loggedAt >= LOG_INTERVAL.toNanos();
        if (due) {
            loggedAt = nanoTime.getAsLong();
            log.info("Listing pods: {} so far", pods);
        }
        return due;
    }

    void ended(int all, int changes) {
        pods = 0;
        Duration time = Duration.ofNanos(nanoTime.getAsLong() - startedAt);
        meters.listTook(time);
        lines.report(
                1,
                times -> log.info(
                        "Listed all pods: {} in all, {} changes, {} ms{}",
                        all,
                        changes,
                        time.toMillis(),
                        RateLimit.leftOut(times)));
    }

    /** How many pods the list in progress has reported; 0 if there is none. */
    int pods() {
        return pods;
    }
}
