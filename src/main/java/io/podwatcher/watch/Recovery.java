package io.podwatcher.watch;

import io.podwatcher.messages.WatchReport;
import io.podwatcher.messages.WatchReport.Failure;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps account of what goes wrong with lists and watches: what to say of it, and how long to wait before the next attempt.
 * On the watch verticle's worker.
 */
final class Recovery {

    private static final Logger log = LoggerFactory.getLogger(Recovery.class);

    /** A watch that is closed sooner, without an event, was not wanted by the server, whatever it says. */
    private static final Duration AT_ONCE = Duration.ofSeconds(1);

    private final LongSupplier nanoTime;
    private final Clock clock;
    private final Pauses pauses;
    private final Map<String, Long> restarts = new TreeMap<>();
    private Optional<Failure> lastError = Optional.empty();
    private Optional<String> problem = Optional.empty();
    private Optional<String> reason = Optional.empty();
    private Duration retryAfter = Duration.ZERO;
    private Optional<Long> openedAt = Optional.empty();
    private boolean lives;
    private boolean begun;
    private boolean watchFollows;
    private int failures;

    /**
     * @param nanoTime tells how long connections live, whatever becomes of the time of day
     * @param clock tells when errors happened
     */
    Recovery(LongSupplier nanoTime, Clock clock, Pauses pauses) {
        this.nanoTime = nanoTime;
        this.clock = clock;
        this.pauses = pauses;
    }

    /** A list is asked for, from its first page. */
    void listBegins() {
        count(begun, "expired");
        begun = true;
        watchFollows = true;
    }

    /** A watch is asked for. */
    void watchBegins() {
        count(!watchFollows, "closed");
        watchFollows = false;
    }

    private void count(boolean again, String usualReason) {
        if (again) {
            restarts.merge(reason.orElse(usualReason), 1L, Long::sum);
        }
        reason = Optional.empty();
    }

    /** A watch is open. */
    void watchOpened() {
        openedAt = Optional.of(nanoTime.getAsLong());
        lives = false;
        if (problem.isPresent()) {
            log.info("The API server answers again after {} failures", failures);
        }
        failures = 0;
        problem = Optional.empty();
    }

    /** An event or a bookmark has come, so this watch is in earnest. */
    void watchLives() {
        lives = true;
    }

    /**
     * An attempt or an open watch has failed.
     *
     * @param reason one word for counting
     * @param words what went wrong, for people
     * @param retryAfter how long the server wants to be left alone; zero when it did not say
     */
    void failed(String reason, String words, Duration retryAfter) {
        // The same failure may be heard of twice: first as a status, then in the API server's words.
        this.reason = Optional.of(this.reason.orElse(reason));
        this.retryAfter = retryAfter.compareTo(this.retryAfter) > 0 ? retryAfter : this.retryAfter;
        lastError = Optional.of(new Failure(words, clock.instant()));
    }

    /** How long to wait before the attempt that is due now. */
    Duration pause() {
        Optional<Duration> life = openedAt.map(at -> Duration.ofNanos(nanoTime.getAsLong() - at));
        openedAt = Optional.empty();
        if (reason.isEmpty() && !lives && life.isPresent() && life.get().compareTo(AT_ONCE) < 0) {
            failed("closed", "the API server closes each watch at once", Duration.ZERO);
        }
        life.ifPresent(pauses::lived);
        if (reason.isEmpty()) {
            return Duration.ZERO;
        }
        failures++;
        Optional<String> words = lastError.map(Failure::words);
        // The same problem again is counted, not repeated.
        if (!words.equals(problem)) {
            log.warn("Cannot list or watch pods, trying again: {}", words.orElse(""));
        }
        problem = words;
        pauses.failed(retryAfter);
        retryAfter = Duration.ZERO;
        return pauses.next();
    }

    WatchReport report(Optional<Long> confirmedAt, int listed) {
        return new WatchReport(confirmedAt, problem, failures, lastError, Map.copyOf(restarts), listed);
    }
}
