package io.podwatcher.http.events.frame;

import io.podwatcher.http.events.cursor.EventId;
import io.podwatcher.messages.map.ChangesReply;
import io.podwatcher.messages.map.CompleteVersion;
import io.podwatcher.model.MapVersion;
import java.util.Optional;

/**
 * The state of the map that a bookmark event confirms to a subscriber. Immutable; any thread.
 *
 * @param instance the map
 * @param position the position up to which the subscriber knows all changes
 * @param complete the version up to which it does; empty if that is not known
 * @param version the version of the map at that time
 * @param podCount how many IPs have an owner
 * @param watchAge seconds since the API server confirmed the map
 */
public record Bookmark(
        String instance,
        long position,
        Optional<CompleteVersion> complete,
        MapVersion version,
        int podCount,
        long watchAge) {

    /** The bookmark before the cache's first reply. */
    public static final Bookmark NONE = new Bookmark("", 0, Optional.empty(), MapVersion.UNKNOWN, 0, 0);

    /** The end of the changes that the cache has sent. */
    public static Bookmark of(ChangesReply reply) {
        return new Bookmark(
                reply.instance(),
                reply.last(),
                reply.complete(),
                reply.age().version(),
                reply.ownedIps(),
                reply.age().seconds());
    }

    /**
     * Its event's id.
     *
     * @param seen the newest version of which anything was sent
     */
    EventId id(MapVersion seen) {
        return EventId.of(instance, position, complete, seen);
    }
}
