package io.podwatcher.http.events.frame;

import io.podwatcher.model.MapVersion;

/**
 * The newest version of which anything may have been sent to any subscriber. An event has the state of its IP when it
 * is sent, which may be newer than its position, so a map must have reached this version before it continues the
 * stream. On the event loop of its hub.
 */
final class SeenVersion {

    private MapVersion newest = MapVersion.UNKNOWN;
    private MapVersion followed = MapVersion.UNKNOWN;

    /** Something of a map of this version is sent. If that is unknown, nothing can be said until the next poll. */
    void add(MapVersion version) {
        newest = newest.isKnown() && version.isKnown() ? later(version) : MapVersion.UNKNOWN;
    }

    /** The map had this version at the last poll. If it is lower than before, versions have gone back. */
    void follow(MapVersion version) {
        boolean grows = version.reaches(followed) && followed.isKnown() && newest.isKnown();
        newest = grows ? later(version) : version;
        followed = version;
    }

    private MapVersion later(MapVersion version) {
        return version.reaches(newest) ? version : newest;
    }

    /** Unknown if there is none. */
    MapVersion version() {
        return newest;
    }
}
