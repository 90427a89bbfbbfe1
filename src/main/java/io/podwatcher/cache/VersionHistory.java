package io.podwatcher.cache;

import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Remembers which versions the map had at which positions of the change log, so that a client of another replica can
 * continue here. Plain code; one thread.
 *
 * <p>An entry is a position, and the first and the last version that the map had there. All changes up to the last one
 * are before the position, and no change after the first one is. With {@value #MAX_ENTRIES} entries every second one is
 * dropped: what it said follows less exactly from the one before.
 */
final class VersionHistory {

    static final int MAX_ENTRIES = 1024;

    private final long[] positions = new long[MAX_ENTRIES];
    private final long[] first = new long[MAX_ENTRIES];
    private final long[] last = new long[MAX_ENTRIES];
    private final long[] reachedAt = new long[MAX_ENTRIES];
    private int size;
    private long startVersion;
    private long startedAt;

    /**
     * The map has reached a version.
     *
     * @param position after all changes; not before the last
     * @param version not before the last
     * @param at when, in seconds since 1970
     */
    void add(long position, long version, long at) {
        if (size == 0) {
            startVersion = version;
            startedAt = at;
        }
        if (size > 0 && positions[size - 1] == position) {
            last[size - 1] = version;
            reachedAt[size - 1] = at;
            return;
        }
        if (size == MAX_ENTRIES) {
            dropEverySecond();
        }
        positions[size] = position;
        first[size] = version;
        last[size] = version;
        reachedAt[size] = at;
        size++;
    }

    private void dropEverySecond() {
        size /= 2;
        for (int i = 0; i < size; i++) {
            positions[i] = positions[2 * i];
            first[i] = first[2 * i];
            last[i] = last[2 * i];
            reachedAt[i] = reachedAt[2 * i];
        }
    }

    /** Forgets everything: versions may have gone back, or changes are missing. */
    void clear() {
        size = 0;
    }

    /** The entry that says most about a position; empty if none does. */
    OptionalInt at(long position) {
        return lastNotAfter(positions, position);
    }

    /** All changes up to this version are before the position of this entry. */
    long version(int entry) {
        return last[entry];
    }

    /** When that version was reached. */
    long reachedAt(int entry) {
        return reachedAt[entry];
    }

    /**
     * The position after which everything is that a client with a version lacks; empty if that is not known.
     *
     * @param version the client has all changes up to it
     * @param at when it was reached, in any replica. A version that was reached before this history began, and yet is
     *     later than its first, is of before a restore
     */
    OptionalLong positionOf(long version, long at) {
        OptionalInt entry = lastNotAfter(first, version);
        return entry.isEmpty() || version > startVersion && at < startedAt
                ? OptionalLong.empty()
                : OptionalLong.of(positions[entry.getAsInt()]);
    }

    /** The last entry whose value is not after the given one; values grow. */
    private OptionalInt lastNotAfter(long[] values, long value) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (values[middle] <= value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low == 0 ? OptionalInt.empty() : OptionalInt.of(low - 1);
    }
}
