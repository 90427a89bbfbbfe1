package io.podwatcher.tls;

/** The certificate and key cannot be used; the message tells the user why. */
public final class InvalidKeyPair extends Exception {

    private static final long serialVersionUID = 1L;

    InvalidKeyPair(String message) {
        super(message);
    }

    InvalidKeyPair(String message, Throwable cause) {
        super(message, cause);
    }
}
