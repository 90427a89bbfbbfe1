package io.podwatcher.authorize;

import io.podwatcher.model.IpAddress;
import java.util.List;

/**
 * A call as it reaches a port: the addresses that may be the caller's, nearest first. The first is the caller's unless
 * it is a trusted proxy's; then the next may be, and so on. Addresses that are trusted as such are left out.
 *
 * @param candidates the addresses to ask the map for; empty when a trusted proxy names no caller
 * @param fromPeer whether the first is the other end of the connection, which is not trusted by its address
 * @param forwarded whether the call came with X-Forwarded-For
 */
public record Call(List<IpAddress> candidates, boolean fromPeer, boolean forwarded) {

    /**
     * Whether the other end of the connection is a trusted proxy, by its address or its identity.
     *
     * @param caller the number of the caller among the candidates; less than 0 if there is none
     */
    public boolean isPeerTrusted(int caller) {
        return caller > 0 || !fromPeer;
    }
}
