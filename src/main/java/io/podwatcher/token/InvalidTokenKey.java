package io.podwatcher.token;

/** The key of a file cannot be used; the message tells the user why, and never shows the key. */
public final class InvalidTokenKey extends Exception {

    private static final long serialVersionUID = 1L;

    InvalidTokenKey(String message) {
        super(message);
    }

    InvalidTokenKey(String message, Throwable cause) {
        super(message, cause);
    }
}
