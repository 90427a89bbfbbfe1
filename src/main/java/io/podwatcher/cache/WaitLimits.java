package io.podwatcher.cache;

/**
 * Limits on how many lookups may wait for their IP. Immutable; any thread.
 *
 * @param total for all peers together
 * @param perPeer for one peer; a proxy is the peer of all lookups that it sends
 * @param perPeerAndIp for one peer and one IP, so that one IP cannot use up the share of its peer
 */
public record WaitLimits(int total, int perPeer, int perPeerAndIp) {

    /** More than the calls that a new pod makes at once. */
    private static final int FOR_ONE_IP = 64;

    /** The usual shares of a total. */
    public static WaitLimits of(int total) {
        return new WaitLimits(total, total / 2, Math.min(FOR_ONE_IP, total / 4));
    }
}
