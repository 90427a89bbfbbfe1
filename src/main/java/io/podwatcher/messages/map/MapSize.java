package io.podwatcher.messages.map;

/**
 * The size of the map.
 *
 * @param pods how many pods are known, including those without an IP of their own
 * @param ownedIps how many IPs have an owner: the count of {@code GET /pods}
 * @param ambiguousIps how many IPs are refused because more than one pod claims them
 */
public record MapSize(int pods, int ownedIps, int ambiguousIps) {

    /** Before the first list. */
    public static final MapSize EMPTY = new MapSize(0, 0, 0);
}
