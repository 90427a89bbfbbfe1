package io.podwatcher.http.events;

import io.podwatcher.messages.map.ChangesReply;

/**
 * The state of the map that a bookmark event confirms to a subscriber. Immutable; any thread.
 *
 * @param id the position up to which the subscriber knows all changes
 * @param podCount how many IPs have an owner
 * @param watchAge seconds since the API server confirmed the map
 */
record Bookmark(EventId id, int podCount, long watchAge) {

    /** The bookmark before the cache's first reply. */
    static final Bookmark NONE = new Bookmark(new EventId("", 0), 0, 0);

    /** The end of the changes that the cache has sent. */
    static Bookmark of(ChangesReply reply) {
        return new Bookmark(
                new EventId(reply.instance(), reply.last()),
                reply.ownedIps(),
                reply.age().seconds());
    }

    long position() {
        return id.position();
    }
}
