package io.podwatcher.http.events;

import io.podwatcher.messages.map.ChangesReply;

/**
 * The state of the map that a bookmark event confirms to a subscriber. A value, for any thread.
 *
 * @param id up to where the subscriber knows all changes
 * @param podCount how many IPs had an owner
 * @param watchAge seconds since the API server had confirmed the map
 */
record Bookmark(EventId id, int podCount, long watchAge) {

    /** Before the cache has answered for the first time. */
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
