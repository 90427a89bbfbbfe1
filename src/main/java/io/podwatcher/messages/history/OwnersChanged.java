package io.podwatcher.messages.history;

import io.podwatcher.messages.lookup.LookupResult;
import io.podwatcher.model.IpAddress;
import java.util.List;
import java.util.Optional;

/**
 * The owners that a batch of pod changes has changed, from the cache to the history verticle, in order; replied to at
 * once. Times are of the clock of the service, in nanoseconds.
 *
 * @param changes in the order in which they were applied; one IP may occur several times; none if the batch is the end
 *     of a list that has changed nothing
 * @param confirmedBefore when the API server last confirmed the map without these changes, so that they happened later;
 *     empty before the first confirmation
 * @param readAt when they had been read, so that they happened before
 * @param continuity whether all changes since the message before are known
 */
public record OwnersChanged(List<Change> changes, Optional<Long> confirmedBefore, long readAt, Continuity continuity) {

    /** Whether changes may be missing. */
    public enum Continuity {
        /** Nothing is missing. */
        WATCHED,
        /**
         * The map was listed again: what began and ended since {@link OwnersChanged#confirmedBefore} is missing, and
         * all other changes are here.
         */
        LISTED,
        /** Earlier changes were not sent, because the history verticle was too slow: it must read the map again. */
        LOST
    }

    /**
     * One IP.
     *
     * @param now what a lookup of it answers from now on
     */
    public record Change(IpAddress ip, LookupResult now) {}
}
