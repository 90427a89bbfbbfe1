package io.podwatcher.watch.lifecycle;

import java.util.Optional;

/**
 * Why events of a watch may be old. Immutable.
 *
 * @param since when the doubt began; events that the API server sent later are not in doubt
 * @param answerBy the latest moment for the first answer on a watch that was interrupted; empty when it has arrived,
 *     and on the watch that follows a list
 */
record Doubt(Cause cause, long since, Optional<Long> answerBy) {

    /** The cause of a doubt. */
    enum Cause {
        /** The watch was opened, and replays. */
        OPENED,
        /** The process stood still. */
        STOOD_STILL,
        /** A lower version arrived after a higher one. */
        LOWER_VERSION
    }

    /**
     * The doubt after a standstill. If that was longer than a watch may be interrupted, no answer is in time: what is
     * in the socket may be from an API server that was restored meanwhile.
     *
     * @param answerBy as it was before
     * @param began when the process began to stand still
     */
    static Doubt stoodStill(Optional<Long> answerBy, long began, long now) {
        long latest = began + Attempt.Resume.LIMIT.toNanos();
        return new Doubt(
                Cause.STOOD_STILL, now, answerBy.or(() -> Optional.of(latest).filter(end -> now - end > 0)));
    }

    boolean isTooLate(long now) {
        return answerBy.filter(latest -> now - latest > 0).isPresent();
    }

    boolean isEndedBy(boolean isBookmark) {
        return isBookmark && cause == Cause.OPENED && answerBy.isEmpty();
    }

    /** The doubt after the first answer. */
    Doubt answered() {
        return new Doubt(cause, since, Optional.empty());
    }
}
