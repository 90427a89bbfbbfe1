package io.podwatcher.http.forwardauth.question;

import io.podwatcher.authorize.Denial;

/**
 * Why a call is not allowed.
 *
 * @param denial the reason
 * @param message for people, without the caller's IP
 */
public record Refusal(Denial denial, String message) {

    /** With the usual message. */
    public static Refusal of(Denial denial) {
        return new Refusal(denial, denial.message());
    }
}
