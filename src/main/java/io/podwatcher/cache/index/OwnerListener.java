package io.podwatcher.cache.index;

import io.podwatcher.messages.lookup.LookupResult;
import io.podwatcher.model.IpAddress;

/** Receives the changes of the map while they are made. On the thread of the map. */
public interface OwnerListener {

    /** Another pod owns the address, or none does, or its owner is the same and has another answer. */
    void answerChanged(IpAddress ip);

    /**
     * Another pod owns the address than before, or there is no owner, for another reason than before.
     *
     * @param now what a lookup answers from now on
     */
    default void ownerChanged(IpAddress ip, LookupResult now) {}
}
