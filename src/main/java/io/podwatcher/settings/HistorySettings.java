package io.podwatcher.settings;

import io.podwatcher.log.Credentials;
import java.time.Duration;
import java.util.Optional;

/**
 * Where owners of the past are kept. Immutable; any thread.
 *
 * @param url HISTORY_URL, the JDBC URL of a database of H2 or PostgreSQL; it may have a password
 * @param keep HISTORY_KEEP, how long they are kept
 * @param maxIntervals HISTORY_MAX_INTERVALS, how many are kept at most
 */
public record HistorySettings(String url, Duration keep, long maxIntervals) {

    private static final int MIN_INTERVALS = 1000;
    private static final int DEFAULT_INTERVALS = 10_000_000;

    static Optional<HistorySettings> read(Environment env) {
        Duration keep = env.value("HISTORY_KEEP", Duration.ofDays(30), SettingParsers::keep);
        int max = env.number("HISTORY_MAX_INTERVALS", DEFAULT_INTERVALS, MIN_INTERVALS, Integer.MAX_VALUE);
        return env.value("HISTORY_URL", Optional.<String>empty(), value -> Optional.of(SettingParsers.database(value)))
                .map(url -> new HistorySettings(url, keep, max));
    }

    /** Without the password. */
    @Override
    public String toString() {
        return Credentials.hide(url) + ", kept for " + keep + ", at most " + maxIntervals + " intervals";
    }
}
