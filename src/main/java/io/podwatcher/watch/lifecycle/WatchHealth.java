package io.podwatcher.watch.lifecycle;

import io.podwatcher.log.RateLimit;
import io.podwatcher.messages.watch.RestartReason;
import io.podwatcher.messages.watch.WatchReport;
import io.podwatcher.messages.watch.WatchReport.Failure;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What can be said about the watch: in /ready, in the metrics, and in the log. On the watch verticle's worker. */
public final class WatchHealth {

    private static final Logger log = LoggerFactory.getLogger(WatchLifecycle.class);

    /** Each is worth a line, unless they come faster than anyone reads. */
    private static final int LINES_TOGETHER = 5;

    private final Clock clock;
    private final RateLimit endLines;
    private final RateLimit problemLines;
    private final RateLimit recoveryLines;
    private final Map<RestartReason, Long> restarts = new EnumMap<>(RestartReason.class);
    private Optional<Long> confirmedAt = Optional.empty();
    private Optional<String> problem = Optional.empty();
    private Optional<String> advice = Optional.empty();
    private Optional<Failure> lastError = Optional.empty();
    private int failures;

    /**
     * @param nanoTime limits the lines of the log
     * @param clock says when errors happened
     */
    public WatchHealth(LongSupplier nanoTime, Clock clock) {
        this.clock = clock;
        this.endLines = new RateLimit(nanoTime, LINES_TOGETHER);
        this.problemLines = new RateLimit(nanoTime, LINES_TOGETHER);
        this.recoveryLines = new RateLimit(nanoTime, LINES_TOGETHER);
    }

    /**
     * A list or a watch is over. What happens now and then is no problem; what happens twice in a row is, and a restore
     * is one at once: it has to be seen.
     *
     * @param inARow how many in a row were of no use, this one included
     */
    void over(Ending ending, int inARow) {
        switch (ending.outcome()) {
            case USUAL -> usual(ending);
            case FRUITLESS -> {
                if (inARow > 1 || ending.problem().reason() == RestartReason.RESTORED) {
                    failed(ending.problem());
                } else {
                    usual(ending);
                }
            }
            case FAILED, UNREACHABLE -> failed(ending.problem());
        }
    }

    private void usual(Ending ending) {
        RestartReason reason = ending.problem().reason();
        restarts.merge(reason, 1L, Long::sum);
        String next =
                ending.next() instanceof Attempt.Watch ? "watching on from where it was" : "listing all pods again";
        endLines.report(
                1, times -> log.info("The watch has ended ({}), {}{}", reason.word(), next, RateLimit.leftOut(times)));
    }

    /** A list or a watch has failed, and is tried again. */
    void failed(Problem failure) {
        restarts.merge(failure.reason(), 1L, Long::sum);
        failures++;
        trouble(failure.words());
    }

    /** Something does not work, though nothing has to be begun again for it. */
    void trouble(String words) {
        lastError = Optional.of(new Failure(words, clock.instant()));
        // The same problem again is counted, not repeated.
        if (!problem.equals(Optional.of(words))) {
            problemLines.report(
                    1,
                    times ->
                            log.warn("Cannot list or watch pods, trying again: {}{}", words, RateLimit.leftOut(times)));
        }
        problem = Optional.of(words);
    }

    /** The watch works. */
    void works() {
        if (failures > 0) {
            recoveryLines.report(
                    1,
                    times -> log.info(
                            "The API server answers again after {} failures{}", failures, RateLimit.leftOut(times)));
        }
        failures = 0;
        problem = Optional.empty();
    }

    /**
     * A list is complete.
     *
     * @param maxSilence how long a watch may be silent; a list that takes longer leaves no time for anything else
     */
    void listTook(Duration duration, Duration maxSilence) {
        Optional<String> before = advice;
        advice = duration.compareTo(maxSilence) <= 0
                ? Optional.empty()
                : Optional.of("a list of all pods takes " + duration.toSeconds()
                        + " s, which is too long for WATCH_MAX_AGE; set it to at least "
                        + (3 * duration.toSeconds() + 90) + "s");
        if (before.isEmpty()) {
            advice.ifPresent(words -> log.warn("WATCH_MAX_AGE cannot work: {}", words));
        }
    }

    /** All that is known was true at this moment; never takes back a later one. */
    void confirmed(long at) {
        confirmedAt = Optional.of(confirmedAt.filter(before -> before - at > 0).orElse(at));
    }

    /** When all that has been read was last confirmed; empty before the first time. */
    public Optional<Long> confirmedAt() {
        return confirmedAt;
    }

    /**
     * All of it.
     *
     * @param listed how many pods the list under way has brought so far; 0 when there is none
     */
    public WatchReport report(int listed) {
        return new WatchReport(
                confirmedAt, problem.or(() -> advice), failures, lastError, Map.copyOf(restarts), listed);
    }
}
