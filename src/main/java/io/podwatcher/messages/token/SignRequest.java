package io.podwatcher.messages.token;

/**
 * Sent to the token verticle, which replies with a {@link SignedToken}: sign a token.
 *
 * @param subject the pod that it is about
 * @param audience whom it is for
 * @param seconds how long it is valid, from 1 to {@link #MAX_SECONDS}
 */
public record SignRequest(TokenSubject subject, String audience, long seconds) {

    /** An IP may be another pod's a minute later, and a valid token is not checked against the map again. */
    public static final long MAX_SECONDS = 60;
}
