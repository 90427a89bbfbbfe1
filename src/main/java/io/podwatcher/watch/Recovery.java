package io.podwatcher.watch;

import io.podwatcher.messages.RestartReason;
import io.podwatcher.messages.WatchReport;
import io.podwatcher.messages.WatchReport.Failure;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Keeps account of what goes wrong with lists and watches: what to say of it, and how long to wait before the next attempt.
 * On the watch verticle's worker.
 */
final class Recovery {

    /** A watch that is closed sooner, without an event, was not wanted by the server, whatever it says. */
    private static final Duration AT_ONCE = Duration.ofSeconds(1);

    /** So many attempts to watch on from one version are enough to tell that it is the version that the server minds. */
    private static final int MOST_FRUITLESS = 8;

    private enum State {
        NOTHING,
        LISTING,
        OPENING,
        OPEN
    }

    private final LongSupplier nanoTime;
    private final Clock clock;
    private final Pauses pauses;
    private final RecoveryLog lines;
    private final Map<RestartReason, Long> restarts = new EnumMap<>(RestartReason.class);
    private Optional<Failure> lastError = Optional.empty();
    private Optional<String> problem = Optional.empty();
    private Optional<RestartReason> reason = Optional.empty();
    private Duration retryAfter = Duration.ZERO;
    private State state = State.NOTHING;
    private long since;
    private boolean lives;
    private int closedAtOnce;
    private boolean refused;
    private boolean expired;
    private int fruitless;
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
        this.lines = new RecoveryLog(nanoTime);
    }

    /** A list is asked for, from its first page. */
    void listBegins() {
        count(begun, RestartReason.EXPIRED, "listing all pods again");
        begun = true;
        fruitless = 0;
        watchFollows = true;
        become(State.LISTING);
    }

    /** A watch is asked for. */
    void watchBegins() {
        count(
                !watchFollows,
                state == State.OPENING ? RestartReason.CONNECTION : RestartReason.CLOSED,
                "watching on from where it was");
        watchFollows = false;
        become(State.OPENING);
    }

    private void count(boolean again, RestartReason usualReason, String next) {
        if (again) {
            restarts.merge(reason.orElse(usualReason), 1L, Long::sum);
            // Of a failure it has been said already what it was.
            if (reason.isEmpty()) {
                lines.ended(usualReason, next);
            }
        }
        reason = Optional.empty();
    }

    private void become(State state) {
        this.state = state;
        this.since = nanoTime.getAsLong();
    }

    /** A watch is open. */
    void watchOpened() {
        become(State.OPEN);
        lives = false;
        expired = false;
        if (problem.isPresent()) {
            lines.recovered(failures);
        }
        failures = 0;
        problem = Optional.empty();
    }

    /** An event or a bookmark has come, so this watch is in earnest. */
    void watchLives() {
        lives = true;
        closedAtOnce = 0;
        fruitless = 0;
    }

    /** A watch is refused in a way that may be meant for the version that it was to go on from. */
    void watchRefused() {
        refused = true;
    }

    /** A watch could not be opened because it is too old: a list is the answer, not a pause, but for a second time. */
    void watchExpired() {
        if (expired) {
            failed(RestartReason.EXPIRED, "the API server takes a watch for too old right after a list");
        }
        expired = true;
        become(State.NOTHING);
    }

    /** A part of an answer has come. */
    void heard() {
        if (state == State.LISTING) {
            since = nanoTime.getAsLong();
        }
    }

    /** For how long nothing has come of a list or of the opening of a watch; zero when neither is under way. */
    Duration unanswered() {
        return state == State.LISTING || state == State.OPENING ? inThisState() : Duration.ZERO;
    }

    private Duration inThisState() {
        return Duration.ofNanos(nanoTime.getAsLong() - since);
    }

    /**
     * An attempt or an open watch has failed.
     *
     * @param reason for counting
     * @param words what went wrong, for people
     * @param retryAfter how long the server wants to be left alone; zero when it did not say
     */
    void failed(RestartReason reason, String words, Duration retryAfter) {
        // The same failure may be heard of twice: first as a status, then in the API server's words.
        this.reason = Optional.of(this.reason.orElse(reason));
        this.retryAfter = retryAfter.compareTo(this.retryAfter) > 0 ? retryAfter : this.retryAfter;
        lastError = Optional.of(new Failure(words, clock.instant()));
    }

    /** The same when the server did not say how long it wants to be left alone. */
    void failed(RestartReason reason, String words) {
        failed(reason, words, Duration.ZERO);
    }

    /**
     * Whether the server has refused, again and again, to watch on from where it was. Only 410 tells that the version is to
     * blame, but not every server says so.
     */
    boolean onlyAListCanHelp() {
        return fruitless + thisOne() >= MOST_FRUITLESS;
    }

    private int thisOne() {
        return refused || state == State.OPEN && !lives ? 1 : 0;
    }

    /** How long to wait before the attempt that is due now. */
    Duration pause() {
        fruitless += thisOne();
        refused = false;
        if (state == State.OPENING && reason.isEmpty()) {
            failed(RestartReason.CONNECTION, "the watch cannot be opened: the API server cannot be reached");
        }
        if (state == State.OPEN) {
            pauses.lived(inThisState());
            closedAtOnce = lives || inThisState().compareTo(AT_ONCE) > 0 ? 0 : closedAtOnce + 1;
            // Once happens; a server that does so again and again does not want to be asked at once.
            if (closedAtOnce > 1 && reason.isEmpty()) {
                failed(RestartReason.CLOSED, "the API server closes each watch at once");
            }
        }
        become(State.NOTHING);
        if (reason.isEmpty()) {
            return Duration.ZERO;
        }
        failures++;
        Optional<String> words = lastError.map(Failure::words);
        // The same problem again is counted, not repeated.
        if (!words.equals(problem)) {
            words.ifPresent(lines::failed);
        }
        problem = words;
        if (reason.get() == RestartReason.EXPIRED) {
            pauses.wantsList();
        }
        pauses.failed(retryAfter);
        retryAfter = Duration.ZERO;
        return pauses.next();
    }

    WatchReport report(Optional<Long> confirmedAt, int listed) {
        return new WatchReport(confirmedAt, problem, failures, lastError, Map.copyOf(restarts), listed);
    }
}
