package io.podwatcher.cache;

import io.podwatcher.model.IpAddress;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Remembers which IPs changed in the last {@value #MAX_KEPT} changes, which are numbered. It holds no owners, so that
 * it keeps no pods that are gone; a reader looks up the current owner. Plain code; one thread.
 */
final class ChangeLog {

    static final int MAX_KEPT = 32 * 1024;

    private static final int INITIAL_CAPACITY = 1024;

    /** A ring buffer of addresses: change n is at n modulo the length. Empty until it starts. */
    private long[] high = {};

    private long[] low = {};
    private long newest;
    private long oldest;

    /** Starts to remember changes; does nothing if it has. Before the first list nobody continues from anywhere. */
    void start() {
        if (high.length == 0) {
            high = new long[INITIAL_CAPACITY];
            low = new long[INITIAL_CAPACITY];
        }
    }

    /** Adds an address whose owner, or whose owner's answer, has changed. */
    void add(IpAddress ip) {
        if (high.length == 0) {
            return;
        }
        if (newest - oldest == high.length) {
            if (high.length < MAX_KEPT) {
                grow();
            } else {
                oldest++;
            }
        }
        int place = place(newest);
        high[place] = ip.high();
        low[place] = ip.low();
        newest++;
    }

    /** Nothing has been overwritten yet, so the first change is at place 0 and stays there. */
    private void grow() {
        high = Arrays.copyOf(high, 2 * high.length);
        low = Arrays.copyOf(low, 2 * low.length);
    }

    private int place(long number) {
        return (int) (number & high.length - 1);
    }

    /** The number of changes so far, which is the position after the newest. */
    long newest() {
        return newest;
    }

    /** The earliest position after which all changes are still known. */
    long oldest() {
        return oldest;
    }

    /** Whether all changes after this position are still known. */
    boolean reachesBackTo(long position) {
        return position >= oldest && position <= newest;
    }

    /**
     * Reads the addresses that changed after a position, each once, in the order of their last change.
     *
     * @param after the position to start at; the log must reach back to it
     * @param upTo the position to read to, at most the newest
     * @param max how many addresses to read at most
     * @return each address with the position after its last change
     */
    Map<IpAddress, Long> read(long after, long upTo, int max) {
        Map<IpAddress, Long> changes = new LinkedHashMap<>();
        for (long number = after; number < upTo && changes.size() < max; number++) {
            int place = place(number);
            IpAddress ip = new IpAddress(high[place], low[place]);
            changes.remove(ip);
            changes.put(ip, number + 1);
        }
        return changes;
    }
}
