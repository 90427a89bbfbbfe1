package io.podwatcher.history.store;

import io.podwatcher.log.Credentials;

/** Failures of the database as one line, without passwords: /ready shows it to everybody. */
public final class Problems {

    private Problems() {}

    /** The message of the first cause: what wraps it repeats statements, which are long. */
    public static String message(Throwable failure) {
        Throwable first = failure;
        while (first.getCause() != null && first.getCause() != first) {
            first = first.getCause();
        }
        String text = first.getMessage() == null ? first.toString() : first.getMessage();
        return Credentials.hide(text.lines().findFirst().orElse(first.toString()));
    }
}
