package io.podwatcher.watch;

import io.podwatcher.model.MapVersion;

/**
 * Knows up to which version all changes have been read. A list and a watch bring changes in the order of their
 * versions, so it is that of the last event, as long as versions grow. On the watch verticle's worker.
 */
final class ReachedVersion {

    private MapVersion newest = MapVersion.UNKNOWN;
    private MapVersion current = MapVersion.UNKNOWN;

    /** A list is complete; a later version than any before, or versions have been forgotten. */
    void listed(String version) {
        newest = MapVersion.of(version);
        current = newest;
    }

    /**
     * An event or a bookmark has been read. A lower version than before is of an older state, which may have replaced a
     * newer one: nothing is claimed until the newest version is reached again. The same holds for an event without a
     * version.
     *
     * @param version may be null
     */
    void read(String version) {
        MapVersion read = MapVersion.of(version);
        boolean grows = newest.isKnown() && read.reaches(newest);
        newest = grows ? read : newest;
        current = grows ? read : MapVersion.UNKNOWN;
    }

    /** What has been read is in doubt: the next list starts anew. */
    void forget() {
        newest = MapVersion.UNKNOWN;
        current = MapVersion.UNKNOWN;
    }

    /** The version up to which all changes have been read; unknown if that is not certain. */
    MapVersion version() {
        return current;
    }
}
