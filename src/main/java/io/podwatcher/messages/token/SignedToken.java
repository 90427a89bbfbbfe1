package io.podwatcher.messages.token;

/**
 * A token as it is sent to others.
 *
 * @param text the compact form of the JWT
 * @param seconds how long it is valid, from the moment it was signed
 */
public record SignedToken(String text, long seconds) {

    /** Without the signature, with which it could be used. */
    @Override
    public String toString() {
        return "SignedToken[valid for " + seconds + " s]";
    }
}
