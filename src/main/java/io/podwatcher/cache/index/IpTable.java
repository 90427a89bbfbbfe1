package io.podwatcher.cache.index;

import io.podwatcher.cache.index.OwnedIp.Chain;
import io.podwatcher.model.IpAddress;
import io.podwatcher.model.Pod;
import java.util.function.BiPredicate;

/**
 * A hash table from IP to owner that can be read in pages while it changes. Buckets are chosen by the leading bits of
 * the hash and chains are sorted, so the order is that of (hash, address) at every table size: a page can continue
 * after any address, in this process or in another replica, without skipping or repeating an entry that stays. One
 * thread.
 */
final class IpTable {

    private static final int INITIAL_BITS = 4;
    private static final int MAX_BITS = 30;

    private final Chain chain;
    private int bits = INITIAL_BITS;
    private OwnedIp[] buckets = new OwnedIp[1 << INITIAL_BITS];
    private int size;

    IpTable(Chain chain) {
        this.chain = chain;
    }

    int size() {
        return size;
    }

    /** The entry of this address, or null. */
    OwnedIp get(IpAddress ip) {
        OwnedIp entry = buckets[bucket(hash(ip))];
        while (entry != null && !entry.ip().equals(ip)) {
            entry = chain.next(entry);
        }
        return entry;
    }

    /** Adds an entry for an address that has none. */
    void add(OwnedIp entry) {
        int bucket = bucket(hash(entry.ip()));
        OwnedIp before = lastBefore(bucket, entry.ip());
        chain.link(entry, before == null ? buckets[bucket] : chain.next(before));
        linkAfter(bucket, before, entry);
        size++;
        if (size > buckets.length && bits < MAX_BITS) {
            grow();
        }
    }

    /** Removes the entry of an address; does nothing if there is none. */
    void remove(IpAddress ip) {
        int bucket = bucket(hash(ip));
        OwnedIp before = lastBefore(bucket, ip);
        OwnedIp entry = before == null ? buckets[bucket] : chain.next(before);
        if (entry == null || !entry.ip().equals(ip)) {
            return;
        }
        linkAfter(bucket, before, chain.next(entry));
        chain.link(entry, null);
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
            for (OwnedIp entry = buckets[bucket]; entry != null; entry = chain.next(entry)) {
                if (bucket == first && after != null && compare(entry.ip(), after) <= 0) {
                    continue;
                }
                if (remaining == 0) {
                    return last;
                }
                last = entry.ip();
                remaining = reader.test(entry.ip(), entry.owner()) ? remaining - 1 : 0;
            }
        }
        return null;
    }

    private OwnedIp lastBefore(int bucket, IpAddress ip) {
        OwnedIp before = null;
        OwnedIp entry = buckets[bucket];
        while (entry != null && compare(entry.ip(), ip) < 0) {
            before = entry;
            entry = chain.next(entry);
        }
        return before;
    }

    private void linkAfter(int bucket, OwnedIp before, OwnedIp next) {
        if (before == null) {
            buckets[bucket] = next;
        } else {
            chain.link(before, next);
        }
    }

    /** Splits each chain in two; both halves keep their order because the next bit of the hash decides. */
    private void grow() {
        OwnedIp[] old = buckets;
        bits++;
        buckets = new OwnedIp[1 << bits];
        for (OwnedIp first : old) {
            OwnedIp last = null;
            int lastBucket = -1;
            for (OwnedIp entry = first; entry != null; ) {
                OwnedIp next = chain.next(entry);
                int bucket = bucket(hash(entry.ip()));
                linkAfter(bucket, bucket == lastBucket ? last : null, entry);
                chain.link(entry, null);
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
