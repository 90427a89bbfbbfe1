package io.podwatcher.messages.history;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Who owned an IP at a moment of the past. */
public sealed interface PastOwner {

    /** One pod owned it. */
    record Owned(Interval interval) implements PastOwner {}

    /** The moment is covered, and no pod owned it. */
    record Nobody() implements PastOwner {}

    /** It was a node's. */
    record HostNetwork() implements PastOwner {}

    /**
     * One of several pods, or perhaps none: its owner changed at about that moment, several pods claimed it, or two
     * replicas recorded different owners.
     *
     * @param candidates the pods that may have owned it; at most {@link #MAX}
     * @param perhapsNobody whether possibly none did
     */
    record Candidates(List<Interval> candidates, boolean perhapsNobody) implements PastOwner {

        /** The maximum number of candidates that are given. */
        public static final int MAX = 16;
    }

    /**
     * No replica knew the map at that moment.
     *
     * @param coveredUntil the last covered moment before it; empty if there is none
     * @param coveredFrom the first covered moment after it; empty if there is none
     */
    record Unknown(Optional<Instant> coveredUntil, Optional<Instant> coveredFrom) implements PastOwner {}
}
