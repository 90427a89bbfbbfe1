package io.podwatcher.fission.template;

/** Whether something holds for no possible router, for some, or for all. Immutable; any thread. */
public enum Certainty {
    NO,
    MAYBE,
    YES;

    /** Of something that holds for all possible routers or for none. */
    public static Certainty of(boolean always) {
        return always ? YES : NO;
    }

    /** Of two conditions that must both hold. */
    public Certainty and(Certainty other) {
        return compareTo(other) < 0 ? this : other;
    }

    /** Of two readings of one thing, one of which the router follows. */
    public Certainty or(Certainty other) {
        return this == other ? this : MAYBE;
    }
}
