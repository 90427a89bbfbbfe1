package io.podwatcher.http.events;

import io.podwatcher.messages.ChangesReply;
import io.podwatcher.messages.WatchAge;

/**
 * How far a feed has come: what all streams that keep up with it have been told.
 *
 * @param instance which map it is
 * @param position how many changes have been told
 * @param ownedIps how many IPs had an owner when the map was last asked
 * @param age how long ago the API server has confirmed what it said then
 */
record Front(String instance, long position, int ownedIps, WatchAge age) {

    /** Before the map has been asked. */
    static final Front NOWHERE = new Front("", 0, 0, WatchAge.NONE);

    /** At the end of what the cache has told. */
    static Front after(ChangesReply reply) {
        return new Front(reply.instance(), reply.last(), reply.ownedIps(), reply.age());
    }
}
