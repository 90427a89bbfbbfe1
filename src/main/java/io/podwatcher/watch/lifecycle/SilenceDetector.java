package io.podwatcher.watch.lifecycle;

import io.podwatcher.messages.watch.RestartReason;
import io.podwatcher.watch.lifecycle.WatchState.Listing;
import io.podwatcher.watch.lifecycle.WatchState.Open;
import io.podwatcher.watch.lifecycle.WatchState.Opening;
import java.time.Duration;
import java.util.Optional;

/** Decides when a silent list or watch is considered dead, or an unanswered list of no use. Immutable; any thread. */
final class SilenceDetector {

    /** An API server sends a bookmark about once a minute; with a shorter limit an idle watch is considered dead. */
    private static final Duration MIN_USEFUL_SILENCE = Duration.ofSeconds(75);

    private static final Problem TOO_LATE = new Problem(
            RestartReason.EXPIRED,
            "the API server has not answered in time: only a full relist shows what has changed");

    private final Duration maxSilence;
    private final Duration maxResponse;

    /**
     * @param maxSilence how long an open watch may receive nothing, and how long it may take to catch up
     * @param maxResponse how long a list may receive nothing, and how long a watch may take to open
     */
    SilenceDetector(Duration maxSilence, Duration maxResponse) {
        this.maxSilence = maxSilence;
        this.maxResponse = maxResponse;
    }

    Duration maxSilence() {
        return maxSilence;
    }

    /** The problem, if the list or the watch in progress should be abandoned. */
    Optional<Problem> problem(WatchState state, long now) {
        if (state instanceof Listing listing) {
            return listing.isTooLate(now)
                    ? Optional.of(TOO_LATE)
                    : noAnswer(listing.receivedAt().orElse(listing.startedAt()), now);
        }
        if (state instanceof Opening opening) {
            // fabric8 has its own timeout; a watch that never opens must not depend on it.
            return noAnswer(opening.startedAt(), now);
        }
        return state instanceof Open open ? silence(open, now) : Optional.empty();
    }

    boolean isTooLong(WatchState state, long now) {
        return problem(state, now).isPresent();
    }

    private Optional<Problem> noAnswer(long since, long now) {
        return isLonger(since, now, maxResponse)
                ? Optional.of(new Problem(RestartReason.CONNECTION, "the API server has stopped answering"))
                : Optional.empty();
    }

    private Optional<Problem> silence(Open open, long now) {
        if (isLonger(open.readAt().orElse(open.openedAt()), now, maxSilence)) {
            return Optional.of(
                    new Problem(RestartReason.SILENT, "the watch brings nothing, not even a bookmark" + hint()));
        }
        return open.confirmation()
                .inDoubt()
                .filter(doubt -> isLonger(doubt.since(), now, maxSilence))
                .map(doubt ->
                        new Problem(RestartReason.SILENT, "the watch does not catch up with the API server" + hint()));
    }

    private String hint() {
        return maxSilence.compareTo(MIN_USEFUL_SILENCE) < 0
                ? ", for " + maxSilence.toSeconds() + " s; API servers send one about once a minute, so WATCH_MAX_AGE"
                        + " should be 90s or longer"
                : "";
    }

    private static boolean isLonger(long since, long now, Duration duration) {
        return now - since > duration.toNanos();
    }
}
