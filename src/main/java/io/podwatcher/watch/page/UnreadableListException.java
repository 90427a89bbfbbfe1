package io.podwatcher.watch.page;

import java.io.IOException;
import java.util.Optional;

/** A complete answer has come, or the connection has ended in good order, and it is no list of pods. */
public final class UnreadableListException extends IOException {

    private static final long serialVersionUID = 1L;

    private final Problem problem;
    private final transient Optional<String> statusMessage;

    /** What is wrong with it. */
    public enum Problem {
        /** It is well-formed and something else: a Status, a Table, a list without a version. */
        NOT_A_LIST,
        /** It ends before the list does. */
        CUT_SHORT,
        /** It breaks the rules of its own format. */
        MALFORMED,
        /** One pod of it is larger than {@link PageReader#MAX_POD_BYTES}. */
        TOO_LARGE
    }

    /**
     * @param message in plain words, says what came
     */
    public UnreadableListException(Problem problem, String message) {
        super(message);
        this.problem = problem;
        this.statusMessage = Optional.empty();
    }

    /**
     * @param message in plain words, says what came
     * @param cause what the library that reads the format says
     */
    public UnreadableListException(Problem problem, String message, Throwable cause) {
        super(message, cause);
        this.problem = problem;
        this.statusMessage = Optional.empty();
    }

    /** A Status has come; of what it says, empty where it says nothing. */
    UnreadableListException(String message, Optional<String> statusMessage) {
        super(message);
        this.problem = Problem.NOT_A_LIST;
        this.statusMessage = statusMessage;
    }

    /** What the API server itself says, where a Status has come. */
    public Optional<String> statusMessage() {
        return statusMessage;
    }

    /** What is wrong with it. */
    public Problem problem() {
        return problem;
    }
}
