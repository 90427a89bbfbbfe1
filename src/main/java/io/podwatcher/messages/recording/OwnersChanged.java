package io.podwatcher.messages.recording;

import io.podwatcher.messages.lookup.LookupResult;
import io.podwatcher.model.IpAddress;
import java.util.List;

/**
 * The owners that a batch of pod changes has changed, from the cache to the history verticle, in order; replied to at
 * once. Times are of the clock of the service, in nanoseconds.
 *
 * @param changes in the order in which they were applied; one IP may occur several times; perhaps none after a list
 * @param confirmedBefore when the API server last confirmed the map without these changes, so that they happened later
 * @param readAt when they had been read, so that they happened before
 * @param listed whether the map was listed again, so that what began and ended since {@code confirmedBefore} is missing
 */
public record OwnersChanged(List<Change> changes, long confirmedBefore, long readAt, boolean listed) {

    /**
     * One IP.
     *
     * @param now what a lookup of it answers from now on
     */
    public record Change(IpAddress ip, LookupResult now) {}
}
