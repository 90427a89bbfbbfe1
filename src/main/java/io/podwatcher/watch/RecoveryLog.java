package io.podwatcher.watch;

import io.podwatcher.log.RateLimit;
import io.podwatcher.messages.RestartReason;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the log says of watches that end and of attempts that fail. On the watch verticle's worker. */
final class RecoveryLog {

    private static final Logger log = LoggerFactory.getLogger(Recovery.class);

    /** Each is worth a line, unless they come faster than anyone reads. */
    private static final int LINES_TOGETHER = 5;

    private final RateLimit restarts;
    private final RateLimit problems;
    private final RateLimit recoveries;

    RecoveryLog(LongSupplier nanoTime) {
        restarts = new RateLimit(nanoTime, LINES_TOGETHER);
        problems = new RateLimit(nanoTime, LINES_TOGETHER);
        recoveries = new RateLimit(nanoTime, LINES_TOGETHER);
    }

    /** A watch has ended as usual. */
    void ended(RestartReason reason, String next) {
        restarts.say(
                1, times -> log.info("The watch has ended ({}), {}{}", reason.word(), next, RateLimit.leftOut(times)));
    }

    void failed(String words) {
        problems.say(
                1, times -> log.warn("Cannot list or watch pods, trying again: {}{}", words, RateLimit.leftOut(times)));
    }

    void recovered(int failures) {
        recoveries.say(
                1,
                times -> log.info(
                        "The API server answers again after {} failures{}", failures, RateLimit.leftOut(times)));
    }
}
