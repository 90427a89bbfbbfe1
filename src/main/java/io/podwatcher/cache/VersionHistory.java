package io.podwatcher.cache;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalLong;

/**
 * Remembers which versions the map had at which positions of the change log, so that a client of another replica can
 * continue here. Plain code; one thread.
 *
 * <p>An entry is a position, and the first and the last version that the map had there. All changes up to the last one
 * are before the position, and no change after the first one is. Entries are {@value #SPACING} changes apart but the
 * newest, so that they reach back as far as the log: a client that continues from one is sent a few changes again.
 *
 * <p>A list leaps over versions: what has changed and changed back in between is not in the log. A client that may have
 * seen something of in between cannot continue.
 */
final class VersionHistory {

    static final int SPACING = 32;

    /** A power of two. */
    static final int MAX_ENTRIES = ChangeLog.MAX_KEPT / SPACING;

    /** Lists are rare: a watch continues where the last one ended. */
    static final int MAX_LEAPS = 16;

    /** Rings of values: entry n is at n modulo the length. */
    private final long[] positions = new long[MAX_ENTRIES];

    private final long[] first = new long[MAX_ENTRIES];
    private final long[] last = new long[MAX_ENTRIES];
    private final long[] reachedAt = new long[MAX_ENTRIES];
    private long oldest;
    private long newest = -1;
    private final Deque<Leap> leaps = new ArrayDeque<>();
    private long startVersion;
    private long startedAt;

    /** The map had both versions, and none between them. */
    private record Leap(long from, long to) {

        boolean isSeenBy(long complete, long seen) {
            return complete < to && seen > from;
        }
    }

    /** A list brings the map to this version; {@link #add} follows. */
    void leap(long to) {
        if (newest >= oldest && to > last[place(newest)]) {
            leaps.add(new Leap(last[place(newest)], to));
            if (leaps.size() > MAX_LEAPS) {
                startVersion = leaps.remove().to();
            }
        }
    }

    /**
     * The map has reached a version.
     *
     * @param position after all changes; not before the last
     * @param version not before the last
     * @param at when, in seconds since 1970
     */
    void add(long position, long version, long at) {
        if (newest < oldest) {
            startVersion = version;
            startedAt = at;
            append(position, version);
        } else if (positions[place(newest)] != position) {
            if (newest > oldest && positions[place(newest)] - positions[place(newest - 1)] < SPACING) {
                newest--;
            }
            append(position, version);
        }
        last[place(newest)] = version;
        reachedAt[place(newest)] = at;
    }

    private void append(long position, long version) {
        newest++;
        oldest = Math.max(oldest, newest - MAX_ENTRIES + 1);
        positions[place(newest)] = position;
        first[place(newest)] = version;
    }

    private static int place(long entry) {
        return (int) (entry & MAX_ENTRIES - 1);
    }

    /** Forgets everything: versions may have gone back, or changes are missing. */
    void clear() {
        oldest = newest + 1;
        leaps.clear();
    }

    /** The entry that says most about a position; empty if none does. */
    OptionalLong at(long position) {
        return lastNotAfter(positions, position);
    }

    /** All changes up to this version are before the position of this entry. */
    long version(long entry) {
        return last[place(entry)];
    }

    /** When that version was reached. */
    long reachedAt(long entry) {
        return reachedAt[place(entry)];
    }

    /**
     * The position after which everything is that a client with a version lacks; empty if that is not known.
     *
     * @param version the client has all changes up to it
     * @param seen it may have some up to this one
     * @param at when it was reached, in any replica. A version that was reached before this history began, and yet is
     *     later than its first, is of before a restore
     */
    OptionalLong positionOf(long version, long seen, long at) {
        OptionalLong entry = lastNotAfter(first, version);
        return entry.isEmpty()
                        || version < startVersion
                        || version > startVersion && at < startedAt
                        || leaps.stream().anyMatch(leap -> leap.isSeenBy(version, seen))
                ? OptionalLong.empty()
                : OptionalLong.of(positions[place(entry.getAsLong())]);
    }

    /** The last entry whose value is not after the given one; values grow. */
    private OptionalLong lastNotAfter(long[] values, long value) {
        long low = oldest;
        long high = newest + 1;
        while (low < high) {
            long middle = (low + high) >>> 1;
            if (values[place(middle)] <= value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low == oldest ? OptionalLong.empty() : OptionalLong.of(low - 1);
    }
}
