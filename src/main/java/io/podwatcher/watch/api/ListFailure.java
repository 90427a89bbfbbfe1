package io.podwatcher.watch.api;

import io.podwatcher.messages.watch.RestartReason;
import io.podwatcher.watch.lifecycle.Problem;

/** The API server's list of pods could not be read. Its message is that of the problem. */
public final class ListFailure extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    /**
     * @param problem why; EXPIRED if a page's continue token is too old, so that the list must be restarted
     * @param cause null if the API server refused
     */
    public ListFailure(Problem problem, Throwable cause) {
        super(problem.message(), cause);
        this.problem = problem;
    }

    /** For exceptions that the list's own code should never throw: a bug. */
    public static ListFailure unexpected(Throwable cause) {
        return new ListFailure(
                new Problem(RestartReason.UNEXPECTED, "reading the list failed unexpectedly: " + cause), cause);
    }

    public Problem problem() {
        return problem;
    }
}
