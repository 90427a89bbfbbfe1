package io.podwatcher.fission;

/** Whether something holds for no possible router, for some, or for all. Immutable; any thread. */
enum Certainty {
    NO,
    MAYBE,
    YES;

    static Certainty of(boolean always) {
        return always ? YES : NO;
    }

    /** Of two conditions that must both hold. */
    Certainty and(Certainty other) {
        return compareTo(other) < 0 ? this : other;
    }

    /** Of two readings of one thing, one of which the router follows. */
    Certainty or(Certainty other) {
        return this == other ? this : MAYBE;
    }
}
