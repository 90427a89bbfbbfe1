package io.podwatcher.http.history;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads and writes times as RFC 3339 has them. Java's own parsers accept other forms of ISO 8601, too, which other
 * programs read differently. Any thread.
 */
final class Rfc3339 {

    private static final Pattern TIME = Pattern.compile("([0-9]{4})-([0-9]{2})-([0-9]{2})[Tt]"
            + "([0-9]{2}):([0-9]{2}):([0-9]{2})(?:\\.([0-9]+))?(?:[Zz]|([+-])([0-9]{2}):([0-9]{2}))");

    private static final int LEAP_SECOND = 60;

    private Rfc3339() {}

    /** The moment, in whole microseconds; empty if the text is no such time. */
    static Optional<Instant> parse(String text) {
        Matcher time = TIME.matcher(text);
        if (!time.matches()) {
            return Optional.empty();
        }
        try {
            return moment(time);
        } catch (DateTimeException noSuchDay) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> moment(Matcher time) {
        int second = number(time, 6);
        boolean leaps = second == LEAP_SECOND;
        Instant moment = LocalDateTime.of(
                        number(time, 1),
                        number(time, 2),
                        number(time, 3),
                        number(time, 4),
                        number(time, 5),
                        leaps ? LEAP_SECOND - 1 : second,
                        nanoseconds(time))
                .toInstant(ZoneOffset.UTC);
        if (time.group(8) != null) {
            if (number(time, 9) > 23 || number(time, 10) > 59) {
                return Optional.empty();
            }
            long ahead = 60L * number(time, 9) + number(time, 10);
            moment = moment.plus(time.group(8).equals("+") ? -ahead : ahead, ChronoUnit.MINUTES);
        }
        // Unix time has no leap seconds: it counts one as the second after it.
        boolean endsDay = moment.plusSeconds(1).truncatedTo(ChronoUnit.DAYS).isAfter(moment);
        return leaps && !endsDay ? Optional.empty() : Optional.of(leaps ? moment.plusSeconds(1) : moment);
    }

    private static int number(Matcher time, int group) {
        return Integer.parseInt(time.group(group));
    }

    /** Truncated to microseconds: databases keep no more. */
    private static int nanoseconds(Matcher time) {
        String fraction = time.group(7);
        return fraction == null ? 0 : Integer.parseInt((fraction + "000000").substring(0, 6)) * 1000;
    }

    /** In UTC, with up to six digits of the second. */
    static String write(Instant moment) {
        return moment.truncatedTo(ChronoUnit.MICROS).toString();
    }
}
