package io.podwatcher.watch;

import io.podwatcher.log.RateLimit;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How far the list under way is, and what the log says of it. On the watch's worker. */
final class ListProgress {

    private static final Logger log = LoggerFactory.getLogger(ListProgress.class);
    private static final Duration SAY_EVERY = Duration.ofSeconds(3);

    /** Lists that follow one another without a pause should not be all that the log has. */
    private static final int LINES_TOGETHER = 5;

    private final LongSupplier nanoTime;
    private final WatchMeters meters;
    private final RateLimit lines;
    private long beganAt;
    private long saidAt;
    private int pods;

    ListProgress(LongSupplier nanoTime, WatchMeters meters) {
        this.nanoTime = nanoTime;
        this.meters = meters;
        this.lines = new RateLimit(nanoTime, LINES_TOGETHER);
    }

    void begins() {
        beganAt = nanoTime.getAsLong();
        saidAt = beganAt;
        pods = 0;
    }

    /** Another pod has come; returns whether it is time to say so. */
    boolean podCame() {
        pods++;
        boolean due = nanoTime.getAsLong() - saidAt >= SAY_EVERY.toNanos();
        if (due) {
            saidAt = nanoTime.getAsLong();
            log.info("Listing pods: {} so far", pods);
        }
        return due;
    }

    void ends(int all, int changes) {
        pods = 0;
        Duration time = Duration.ofNanos(nanoTime.getAsLong() - beganAt);
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

    /** How many pods the list under way has brought; 0 when there is none. */
    int pods() {
        return pods;
    }
}
