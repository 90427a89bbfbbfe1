package io.podwatcher.http.events;

import java.util.Locale;

/** Why a stream is cut off; its client may come back at once and go on. */
enum Cut {
    /** The client did not read what it had been sent. */
    SLOW("were not read by their clients"),
    /** The cache did not answer. */
    UNANSWERED("were not answered by the cache");

    private final String words;

    Cut(String words) {
        this.words = words;
    }

    /** One word for programs. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What is said of such streams in the log. */
    String words() {
        return words;
    }
}
