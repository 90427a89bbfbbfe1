package io.podwatcher.watch.lifecycle;

import java.time.Duration;
import java.util.Optional;

/** What to try next: a list, a full relist or a watch. Immutable. */
sealed interface Attempt {

    /**
     * A list of all pods; only what has changed since the last list or watch is sent to the map. If it starts more than
     * {@link Resume#LIMIT} after the map was last known to be right, it is a full relist: a restored API server may
     * have given a changed pod the version that it had before.
     *
     * @param known what is known; a list with a lower version means that versions have gone back
     */
    record List(Position known) implements Attempt {}

    /** A full relist that accepts any version, because the map's content is uncertain or useless. */
    record FullRelist() implements Attempt {}

    /** The watch that follows a list. */
    record Watch(Position from) implements Attempt {}

    /**
     * A watch that continues where another one ended, or could not be opened. In between the connection may have been
     * lost and the API server restored from a backup. An API server whose versions are lower does not refuse such a
     * watch: it is silent until they are higher, and what has happened below is never sent. So the API server is asked
     * for its version as soon as the watch is open. A restore stops all API servers, so it takes longer than a lost
     * connection: an answer that arrives within {@link #LIMIT} is from a server that was not restored, or whose
     * versions are still lower. After that, only a list shows what has changed.
     */
    record Resume(Position from) implements Attempt {

        /**
         * How long after the map was last confirmed the answer may arrive. Bookmarks confirm a quiet watch about once a
         * minute, so a watch that is lost just before the next bookmark may be followed by a list.
         */
        static final Duration LIMIT = Duration.ofSeconds(60);

        /** The latest moment for the answer. */
        long answerBy() {
            return from.reliableUntil();
        }
    }

    /**
     * Where a watch continues.
     *
     * @param version the newest version that has been listed or read
     * @param fruitless how many watches in a row from this version have received neither an event nor a bookmark
     * @param knownAt the last moment at which the API server is known to have continued what had been read by then
     */
    record Position(ResourceVersion version, int fruitless, long knownAt) {

        /** Nothing is known. */
        static Position none(long now) {
            return new Position(ResourceVersion.NONE, 0, now);
        }

        /** After this moment, the API server may have been restored without our noticing. */
        long reliableUntil() {
            return knownAt + Resume.LIMIT.toNanos();
        }

        /** Whether the API server may have been restored since. */
        boolean isTooOld(long now) {
            return now - reliableUntil() > 0;
        }

        /** The end of a list. Its last part may have lain in the socket, so only its request counts as known. */
        static Position listed(ResourceVersion version, long requestedAt) {
            return new Position(version, 0, requestedAt);
        }

        /** The position after an event or a bookmark. */
        Position read(ResourceVersion reached) {
            return new Position(reached, 0, knownAt);
        }

        /** The same position, known at this moment as well; unchanged if the moment is empty or earlier. */
        Position knownAt(Optional<Long> moment) {
            return new Position(
                    version,
                    fruitless,
                    moment.filter(later -> later - knownAt > 0).orElse(knownAt));
        }

        /** The same position after another fruitless watch. */
        Position afterFruitlessWatch() {
            return new Position(version, fruitless + 1, knownAt);
        }
    }
}
