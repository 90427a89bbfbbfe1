package io.podwatcher.http.events;

import java.util.Locale;

/** Why a subscriber is disconnected; its client may come back at once and resume. A value, for any thread. */
enum DisconnectReason {
    /** The client did not read what it was sent. */
    SLOW("their clients did not read"),
    /** The cache did not answer. */
    UNANSWERED("the cache did not answer");

    private final String sentence;

    DisconnectReason(String sentence) {
        this.sentence = sentence;
    }

    /** The name in metrics. */
    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What the log says. */
    String sentence() {
        return sentence;
    }
}
