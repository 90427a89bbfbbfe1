package io.podwatcher.messages.history;

/** Why the history verticle does not answer a question: the failure code of its reply. */
public final class HistoryFailure {

    /** The database cannot be read; the message says why. */
    public static final int UNAVAILABLE = 1;

    /** Too many questions wait already. */
    public static final int OVERLOADED = 2;

    private HistoryFailure() {}
}
