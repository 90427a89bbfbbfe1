package io.podwatcher.attack.probe;

/** How an answer to the probe compares with the truth. */
sealed interface Verdict {

    /** It is the truth. */
    record Right() implements Verdict {}

    /**
     * The service cannot answer now, which is neither right nor wrong.
     *
     * @param how its status, and its reason where it gives one
     */
    record Busy(String how) implements Verdict {}

    /**
     * It contradicts the truth.
     *
     * @param what in which way
     */
    record Wrong(String what) implements Verdict {}
}
