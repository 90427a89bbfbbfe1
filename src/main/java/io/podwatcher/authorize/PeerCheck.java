package io.podwatcher.authorize;

import io.podwatcher.messages.lookup.LookupResult;
import io.podwatcher.model.IpAddress;
import io.podwatcher.model.PeerList;
import io.podwatcher.model.Pod;

/**
 * Decides whether the peer at an address is on a list now. By identity it is while exactly one pod owns the address, is
 * not terminating, and the map is young enough: an address that is a node's, ambiguous or unknown has no identity.
 * Immutable; any thread.
 *
 * @param list the peers of a setting
 * @param maxAge seconds since the API server confirmed the map, from which on it tells nobody's identity
 */
public record PeerCheck(PeerList list, long maxAge) {

    /**
     * @param owner what the map says of the address
     * @param age of the map, in whole seconds, rounded down
     */
    public boolean matches(IpAddress address, LookupResult owner, long age) {
        return list.containsAddress(address)
                || age < maxAge
                        && owner instanceof LookupResult.Owned owned
                        && owned.pod().stage() == Pod.Stage.LIVE
                        && list.containsPod(owned.pod());
    }

    /** Whether the owner would match if its pod were not about to end. */
    boolean matchesTerminating(LookupResult owner) {
        return owner instanceof LookupResult.Owned owned
                && owned.pod().stage() == Pod.Stage.TERMINATING
                && list.containsPod(owned.pod());
    }
}
