package io.podwatcher.model;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Parses durations as Kubernetes and Go write them, and days as Prometheus does: {@code 500ms}, {@code 5s},
 * {@code 1m30s}, {@code 2h}, {@code 30d}; {@code 0} needs no unit. Any thread.
 */
public final class Durations {

    private static final Pattern FORM =
            Pattern.compile("(?:(\\d{1,4})d)?(?:(\\d{1,9})h)?(?:(\\d{1,9})m)?(?:(\\d{1,9})s)?(?:(\\d{1,9})ms)?");

    private Durations() {}

    /**
     * Reads a duration.
     *
     * @throws IllegalArgumentException when the text is not a duration; the message shows examples
     */
    public static Duration parse(String text) {
        if (text.equals("0")) {
            return Duration.ZERO;
        }
        Matcher parts = FORM.matcher(text);
        if (text.isEmpty() || !parts.matches()) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not a duration; write for example 500ms, 5s or 1m30s");
        }
        return Duration.ofDays(amount(parts, 1))
                .plusHours(amount(parts, 2))
                .plusMinutes(amount(parts, 3))
                .plusSeconds(amount(parts, 4))
                .plusMillis(amount(parts, 5));
    }

    private static long amount(Matcher parts, int group) {
        return parts.group(group) == null ? 0 : Long.parseLong(parts.group(group));
    }
}
