package io.podwatcher.watch;

import io.podwatcher.messages.RestartReason;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Sees what the informer does not tell: bookmarks, and a list or a watch of which nothing comes any more. Keeps the time at
 * which the API server last confirmed the map. On the watch's worker.
 */
final class Watchdog {

    private final LongSupplier nanoTime;
    private final Recovery recovery;
    private final Duration longestSilence;
    private final Duration longestAnswer;
    private Optional<Long> confirmedAt = Optional.empty();
    private long heardAt;
    private long lookedAt;

    /**
     * What is wrong.
     *
     * @param reason for counting
     * @param words for people
     */
    record Complaint(RestartReason reason, String words) {}

    /**
     * @param longestSilence how long an open watch may bring nothing
     * @param longestAnswer how long a list, or the opening of a watch, may
     */
    Watchdog(LongSupplier nanoTime, Recovery recovery, Duration longestSilence, Duration longestAnswer) {
        this.nanoTime = nanoTime;
        this.recovery = recovery;
        this.longestSilence = longestSilence;
        this.longestAnswer = longestAnswer;
    }

    /** The API server has told that all that is known was so at this moment. */
    void confirmed(long at) {
        heardAt = nanoTime.getAsLong();
        confirmedAt = Optional.of(at);
    }

    /** When the API server last confirmed the map; empty before the first time. */
    Optional<Long> confirmedAt() {
        return confirmedAt;
    }

    /**
     * Looks for a bookmark. All that is certain then is that it came after the last look, and after what was heard before.
     *
     * @return whether one has come
     */
    boolean bookmarkCame(PodInformer informer) {
        long before = lookedAt;
        lookedAt = nanoTime.getAsLong();
        boolean came = informer.bookmarkCame();
        if (came) {
            confirmed(heardAt - before > 0 ? heardAt : before);
        }
        return came;
    }

    /** Why the informer should be given up, if it should. */
    Optional<Complaint> complaint(PodInformer informer) {
        if (informer.isWatching()
                && confirmedAt.isPresent()
                && nanoTime.getAsLong() - heardAt > longestSilence.toNanos()) {
            return Optional.of(new Complaint(RestartReason.SILENT, "the watch brings nothing, not even a bookmark"));
        }
        // fabric8 has no time-out for the opening of a watch, nor for a list whose body does not end.
        return recovery.unanswered().compareTo(longestAnswer) > 0
                ? Optional.of(new Complaint(RestartReason.CONNECTION, "the API server has stopped answering"))
                : Optional.empty();
    }
}
