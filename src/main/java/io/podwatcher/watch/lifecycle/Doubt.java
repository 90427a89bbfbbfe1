package io.podwatcher.watch.lifecycle;

import java.util.Optional;

/**
 * Why events of a watch may be old. Immutable.
 *
 * @param since when the doubt began; events that the API server sent later are not in doubt
 * @param answerBy the latest moment for the first answer on a resumed watch; empty when it has arrived, and on the
 *     watch that follows a list
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

    boolean isEndedBy(boolean isBookmark) {
        return isBookmark && cause == Cause.OPENED && answerBy.isEmpty();
    }

    /** The doubt after the first answer. */
    Doubt answered() {
        return new Doubt(cause, since, Optional.empty());
    }
}
