package io.podwatcher.cache;

/**
 * How many lookups may wait for their IP.
 *
 * @param total of all peers
 * @param perPeer of one peer; a proxy is the peer of all calls that it asks about
 * @param perPeerAndIp of one peer for one IP, so that nobody takes the share of its peer with one IP
 */
public record WaitLimits(int total, int perPeer, int perPeerAndIp) {

    /** As many calls as a pod that has just started makes at once, and more. */
    private static final int FOR_ONE_IP = 64;

    /** The usual shares of a total. */
    public static WaitLimits of(int total) {
        return new WaitLimits(total, total / 2, Math.min(FOR_ONE_IP, total / 4));
    }
}
