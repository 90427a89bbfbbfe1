package io.podwatcher.events;

import io.podwatcher.messages.ChangesReply;

/**
 * How far a feed has come: what all streams that keep up with it have been told.
 *
 * @param instance which map it is
 * @param position how many changes have been told
 * @param ownedIps how many IPs had an owner when the map was last asked
 * @param age how many seconds ago the API server had confirmed it then
 */
record Front(String instance, long position, int ownedIps, long age) {

    /** Before the map has been asked. */
    static final Front NOWHERE = new Front("", 0, 0, 0);

    /** At the end of what the cache has told. */
    static Front after(ChangesReply reply) {
        return new Front(reply.instance(), reply.last(), reply.ownedIps(), reply.age());
    }
}
