package io.podwatcher.history;

import java.time.Duration;

/**
 * The options of the history.
 *
 * @param url the JDBC URL of the database
 * @param keep how long intervals are kept
 * @param maxIntervals how many are kept at most
 * @param maxWaiting how many changes may wait to be written; more are given up and become a gap in the coverage
 */
public record RecordingOptions(String url, Duration keep, long maxIntervals, int maxWaiting) {

    /** Some 20 MB: a minute of 1,000 changes a second. */
    public static final int MAX_WAITING = 60_000;

    /** Whether no other process can have the database open. */
    boolean isEmbedded() {
        return url.startsWith("jdbc:h2:");
    }
}
