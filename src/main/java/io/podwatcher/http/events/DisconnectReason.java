package io.podwatcher.http.events;

import java.util.Locale;

/** Why a subscriber is disconnected; its client may reconnect at once and resume. Immutable; any thread. */
enum DisconnectReason {
    /** The client did not read what it was sent. */
    SLOW("their clients did not read"),
    /** The cache did not answer. */
    UNANSWERED("the cache did not answer");

    private final String message;

    DisconnectReason(String message) {
        this.message = message;
    }

    /** The name in metrics. */
    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The reason in the log. */
    String message() {
        return message;
    }
}
