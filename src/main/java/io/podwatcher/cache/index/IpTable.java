package io.podwatcher.cache.index;

import io.podwatcher.model.IpAddress;
import io.podwatcher.model.Pod;
import java.util.function.BiPredicate;

/**
 * A hash table from IP to pod that can be read in pages while it changes. Buckets are chosen by the leading bits of the
 * hash and chains are sorted, so the order is that of (hash, address) at every table size: a page can continue after
 * any address, in this process or in another replica, without skipping or repeating an entry that stays. One thread.
 */
final class IpTable {

    private static final int INITIAL_BITS = 4;
    private static final int MAX_BITS = 30;

    private int bits = INITIAL_BITS;
    private Entry[] buckets = new Entry[1 << INITIAL_BITS];
    private int size;

    /** A link of a chain. The address object is the pod's own, to save memory. */
    private static final class Entry {
        private IpAddress ip;
        private Pod pod;
        private Entry next;

        private Entry(IpAddress ip, Pod pod, Entry next) {
            this.ip = ip;
            this.pod = pod;
            this.next = next;
        }
    }

    int size() {
        return size;
    }

    /** The pod at this address, or null. */
    Pod get(IpAddress ip) {
        Entry entry = buckets[bucket(hash(ip))];
        while (entry != null && !entry.ip.equals(ip)) {
            entry = entry.next;
        }
        return entry == null ? null : entry.pod;
    }

    void put(IpAddress ip, Pod pod) {
        int bucket = bucket(hash(ip));
        Entry before = lastBefore(bucket, ip);
        Entry entry = before == null ? buckets[bucket] : before.next;
        if (entry != null && entry.ip.equals(ip)) {
            // The new pod's own address object, so that the old pod can be collected.
            entry.ip = ip;
            entry.pod = pod;
            return;
        }
        Entry added = new Entry(ip, pod, entry);
        if (before == null) {
            buckets[bucket] = added;
        } else {
            before.next = added;
        }
        size++;
        if (size > buckets.length && bits < MAX_BITS) {
            grow();
        }
    }

    void remove(IpAddress ip) {
        int bucket = bucket(hash(ip));
        Entry before = lastBefore(bucket, ip);
        Entry entry = before == null ? buckets[bucket] : before.next;
        if (entry == null || !entry.ip.equals(ip)) {
            return;
        }
        if (before == null) {
            buckets[bucket] = entry.next;
        } else {
            before.next = entry.next;
        }
        size--;
    }

    /**
     * Reads entries in order.
     *
     * @param after the address to continue after, or null for the start; need not be in the table
     * @param max how many to read, at least one
     * @param reader receives each entry; returns whether to continue
     * @return the last address read if there are more after it, otherwise null
     */
    IpAddress page(IpAddress after, int max, BiPredicate<IpAddress, Pod> reader) {
        int first = after == null ? 0 : bucket(hash(after));
        IpAddress last = null;
        int remaining = max;
        for (int bucket = first; bucket < buckets.length; bucket++) {
            for (Entry entry = buckets[bucket]; entry != null; entry = entry.next) {
                if (bucket == first && after != null && compare(entry.ip, after) <= 0) {
                    continue;
                }
                if (remaining == 0) {
                    return last;
                }
                last = entry.ip;
                remaining = reader.test(entry.ip, entry.pod) ? remaining - 1 : 0;
            }
        }
        return null;
    }

    private Entry lastBefore(int bucket, IpAddress ip) {
        Entry before = null;
        Entry entry = buckets[bucket];
        while (entry != null && compare(entry.ip, ip) < 0) {
            before = entry;
            entry = entry.next;
        }
        return before;
    }

    /** Splits each chain in two; both halves keep their order because the next bit of the hash decides. */
    private void grow() {
        Entry[] old = buckets;
        bits++;
        buckets = new Entry[1 << bits];
        for (Entry chain : old) {
            Entry last = null;
            int lastBucket = -1;
            for (Entry entry = chain; entry != null; ) {
                Entry next = entry.next;
                int bucket = bucket(hash(entry.ip));
                if (bucket == lastBucket) {
                    last.next = entry;
                } else {
                    buckets[bucket] = entry;
                }
                entry.next = null;
                last = entry;
                lastBucket = bucket;
                entry = next;
            }
        }
    }

    private int bucket(long hash) {
        return (int) (hash >>> Long.SIZE - bits);
    }

    private static int compare(IpAddress a, IpAddress b) {
        int byHash = Long.compareUnsigned(hash(a), hash(b));
        return byHash != 0 ? byHash : a.compareTo(b);
    }

    /**
     * Mixes all bits into the leading ones (MurmurHash3's finalizer), because a cluster's addresses are mostly
     * consecutive.
     */
    static long hash(IpAddress ip) {
        long hash = ip.high() * 0x9e3779b97f4a7c15L ^ ip.low();
        hash = (hash ^ hash >>> 33) * 0xff51afd7ed558ccdL;
        hash = (hash ^ hash >>> 33) * 0xc4ceb9fe1a85ec53L;
        return hash ^ hash >>> 33;
    }
}
