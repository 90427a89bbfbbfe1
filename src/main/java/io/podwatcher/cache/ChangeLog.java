package io.podwatcher.cache;

import io.podwatcher.model.IpAddress;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Remembers which IPs have changed, the last {@value #MAX_KEPT} times, numbered one after another; not to what, so that
 * it keeps no pod that is gone: who reads looks up the owner of now. Plain code; one thread.
 */
final class ChangeLog {

    static final int MAX_KEPT = 32 * 1024;

    private static final int FIRST_KEPT = 1024;

    /** The addresses in a ring, the one of change n at n modulo the length; of no length while nobody reads. */
    private long[] high = {};

    private long[] low = {};
    private long newest;
    private long oldest;

    /** Somebody reads: from now on changes are remembered. A cluster that nobody follows pays for no ring. */
    void begin() {
        if (high.length == 0) {
            high = new long[FIRST_KEPT];
            low = new long[FIRST_KEPT];
        }
    }

    /** Who owns the address has changed, or what is said of the owner. */
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

    /** Nothing has fallen out yet, so the first change is at place 0 and stays there. */
    private void grow() {
        high = Arrays.copyOf(high, 2 * high.length);
        low = Arrays.copyOf(low, 2 * low.length);
    }

    private int place(long number) {
        return (int) (number & high.length - 1);
    }

    /** How many changes there have been: the position of who knows them all. */
    long newest() {
        return newest;
    }

    /** The earliest position behind which all changes are still known. */
    long oldest() {
        return oldest;
    }

    /** Whether all changes behind this position are still known. */
    boolean reachesBackTo(long position) {
        return position >= oldest && position <= newest;
    }

    /**
     * The addresses that have changed behind a position that it reaches back to, each once, in the order of their last
     * change.
     *
     * @param upTo the position to read to, at most the newest
     * @param most how many addresses to read at most
     * @return with the position behind that change
     */
    Map<IpAddress, Long> read(long after, long upTo, int most) {
        Map<IpAddress, Long> changes = new LinkedHashMap<>();
        for (long number = after; number < upTo && changes.size() < most; number++) {
            int place = place(number);
            IpAddress ip = new IpAddress(high[place], low[place]);
            changes.remove(ip);
            changes.put(ip, number + 1);
        }
        return changes;
    }
}
