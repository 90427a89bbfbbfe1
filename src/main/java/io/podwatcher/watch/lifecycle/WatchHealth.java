package io.podwatcher.watch.lifecycle;

import io.podwatcher.log.RateLimit;
import io.podwatcher.messages.watch.RestartReason;
import io.podwatcher.messages.watch.WatchReport;
import io.podwatcher.messages.watch.WatchReport.Failure;
import io.podwatcher.model.MapVersion;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Collects the state of the watch for /ready, the metrics and the log. On the watch verticle's worker. */
public final class WatchHealth {

    private static final Logger log = LoggerFactory.getLogger(WatchLifecycle.class);

    /** Each event is logged, unless there are more than anyone can read. */
    private static final int LINES_BURST = 5;

    private final Clock clock;
    private final String objects;
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
     * @param nanoTime the clock of the rate limits
     * @param clock the clock for the times of errors
     * @param objects what is watched, as messages name it
     */
    public WatchHealth(LongSupplier nanoTime, Clock clock, String objects) {
        this.clock = clock;
        this.objects = objects;
        this.endLines = new RateLimit(nanoTime, LINES_BURST);
        this.problemLines = new RateLimit(nanoTime, LINES_BURST);
        this.recoveryLines = new RateLimit(nanoTime, LINES_BURST);
    }

    /**
     * A list or a watch has ended. A single fruitless attempt is not a failure, two in a row are. A restore is one at
     * once, so that it is seen.
     *
     * @param inARow how many in a row were fruitless or failed, including this one
     */
    void ended(Ending ending, int inARow) {
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
        String next = ending.next() instanceof Attempt.Resume ? "resuming it" : "listing all " + objects + " again";
        endLines.report(
                1,
                times -> log.info(
                        "The watch of {} has ended ({}), {}{}",
                        objects,
                        reason.code(),
                        next,
                        RateLimit.leftOut(times)));
    }

    /** A list or a watch has failed and is retried. */
    void failed(Problem failure) {
        restarts.merge(failure.reason(), 1L, Long::sum);
        failures++;
        problem(failure);
    }

    /** Something does not work, but nothing has to be restarted for it. */
    void problem(Problem current) {
        String message = current.message();
        lastError = Optional.of(new Failure(current.reason(), message, clock.instant()));
        // The same problem is not logged again.
        if (!problem.equals(Optional.of(message))) {
            problemLines.report(
                    1,
                    times -> log.warn(
                            "Cannot list or watch {}, trying again: {}{}", objects, message, RateLimit.leftOut(times)));
        }
        problem = Optional.of(message);
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
     * @param maxSilence how long a watch may be silent; if a list takes longer, the map is never fresh enough
     */
    void listTook(Duration duration, Duration maxSilence) {
        Optional<String> before = advice;
        advice = duration.compareTo(maxSilence) <= 0
                ? Optional.empty()
                : Optional.of("a list of all " + objects + " takes " + duration.toSeconds()
                        + " s, which is too long for WATCH_MAX_AGE; set it to at least "
                        + (3 * duration.toSeconds() + 90) + "s");
        if (before.isEmpty()) {
            advice.ifPresent(text -> log.warn("WATCH_MAX_AGE cannot work: {}", text));
        }
    }

    /** All that is known was true at this moment; ignored if it is earlier than the last. */
    void confirmed(long at) {
        confirmedAt = Optional.of(confirmedAt.filter(before -> before - at > 0).orElse(at));
    }

    /** The last moment at which all that has been read was true; empty before the first. */
    public Optional<Long> confirmedAt() {
        return confirmedAt;
    }

    /**
     * The report of the current state.
     *
     * @param listed how many objects the list in progress has reported so far; 0 if there is none
     * @param version the version of all that has been read
     */
    public WatchReport report(int listed, MapVersion version) {
        return new WatchReport(
                confirmedAt, problem.or(() -> advice), failures, lastError, Map.copyOf(restarts), listed, version);
    }
}
