package io.podwatcher.watch.page;

import java.io.IOException;
import java.util.Optional;

/** The response was received without a connection failure, but is not a list of pods. */
public final class UnreadableListException extends IOException {

    private static final long serialVersionUID = 1L;

    private final Defect defect;
    private final transient Optional<String> statusMessage;

    /** What is wrong with the response. */
    public enum Defect {
        /** It is well-formed, but something else: a Status, a Table, a list without a version. */
        NOT_A_LIST,
        /** It ends before the list does. */
        CUT_SHORT,
        /** It violates its own format. */
        MALFORMED,
        /** It contains a pod larger than {@link PageReader#MAX_ITEM_BYTES}. */
        TOO_LARGE
    }

    /**
     * @param message what was received, for the user
     */
    public UnreadableListException(Defect defect, String message) {
        super(message);
        this.defect = defect;
        this.statusMessage = Optional.empty();
    }

    /**
     * @param message what was received, for the user
     * @param cause the parser's exception
     */
    public UnreadableListException(Defect defect, String message, Throwable cause) {
        super(message, cause);
        this.defect = defect;
        this.statusMessage = Optional.empty();
    }

    /** A Status was received; its message is empty if it has none. */
    UnreadableListException(String message, Optional<String> statusMessage) {
        super(message);
        this.defect = Defect.NOT_A_LIST;
        this.statusMessage = statusMessage;
    }

    /** The API server's own message, if a Status was received. */
    public Optional<String> statusMessage() {
        return statusMessage;
    }

    /** What is wrong with the response. */
    public Defect defect() {
        return defect;
    }
}
