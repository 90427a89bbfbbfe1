package io.podwatcher.fission;

/** A request that routers of different versions, or the proxies before them, may read differently. */
public final class BadTarget extends Exception {

    private static final long serialVersionUID = 1L;

    /**
     * @param message what is wrong, as a sentence for people
     */
    public BadTarget(String message) {
        super(message);
    }
}
