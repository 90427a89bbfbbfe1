package io.podwatcher.http.forwardauth;

import io.podwatcher.authorize.Denial;

/**
 * Why a call is not allowed.
 *
 * @param denial the reason
 * @param message what people are told, without the caller's IP
 */
record Refusal(Denial denial, String message) {

    static Refusal of(Denial denial) {
        return new Refusal(denial, denial.message());
    }
}
