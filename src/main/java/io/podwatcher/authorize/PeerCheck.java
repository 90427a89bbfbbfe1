package io.podwatcher.authorize;

import io.podwatcher.messages.lookup.LookupResult;
import io.podwatcher.model.PeerList;
import io.podwatcher.model.Pod;

/**
 * Decides whether an address is on a list by its identity. It has its owner's identity while the owner is not
 * terminating and the map is not too old. An address that is a node's, ambiguous or unknown has no identity.
 * Immutable; any thread.
 *
 * @param list the peers of a setting
 * @param maxAge the age of the map, in seconds, from which on no address has an identity
 */
public record PeerCheck(PeerList list, long maxAge) {

    /**
     * Whether the owner of an address is on the list by its identity.
     *
     * @param owner what the map says of the address
     * @param age of the map, in whole seconds, rounded down
     */
    public boolean hasIdentity(LookupResult owner, long age) {
        return age < maxAge
                && owner instanceof LookupResult.Owned owned
                && owned.pod().stage() == Pod.Stage.LIVE
                && list.containsPod(owned.pod());
    }

    /** Whether the owner would be on the list if its pod were not terminating. */
    boolean hadIdentity(LookupResult owner) {
        return owner instanceof LookupResult.Owned owned
                && owned.pod().stage() == Pod.Stage.TERMINATING
                && list.containsPod(owned.pod());
    }
}
