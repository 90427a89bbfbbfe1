package io.podwatcher.apiserver.pods;

import java.util.List;

/**
 * Who claimed an address from a moment on, until the next state of that address.
 *
 * @param resourceVersion the change that made it so; 0 for before any
 * @param nanoTime when it became so, by {@link System#nanoTime()}
 * @param claims the claims, oldest first
 * @param namers how many pods named the address as their node's; 2 for any more
 */
public record ClaimState(long resourceVersion, long nanoTime, List<Claim> claims, int namers) {

    /** Whether it was a node's: another pod than one that claimed it named it so, or nobody claimed it. */
    public boolean belongsToNode() {
        return claims.isEmpty() ? namers > 0 : claims.stream().anyMatch(claim -> namers > (claim.names() ? 1 : 0));
    }
}
