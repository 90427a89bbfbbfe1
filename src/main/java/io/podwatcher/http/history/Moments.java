package io.podwatcher.http.history;

import io.podwatcher.http.exchange.BadParameter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Reads the moments that clients ask about. Any thread. */
final class Moments {

    private final Duration keep;
    private final Clock clock;

    Moments(HistoryOptions options) {
        this.keep = options.keep();
        this.clock = options.clock();
    }

    /**
     * A moment at which somebody may have owned an IP.
     *
     * @throws BadParameter if it is no time, in the future, or from before what is kept
     */
    Instant past(String text) {
        Instant at = time("at", text);
        Instant now = clock.instant();
        if (at.isAfter(now)) {
            throw new BadParameter(
                    "future_time",
                    "at is in the future: here it is " + Rfc3339.write(now) + ". Ask without at for now");
        }
        Instant first = now.minus(keep);
        if (at.isBefore(first)) {
            throw new BadParameter(
                    "time_before_retention",
                    "at is older than HISTORY_KEEP: nothing is kept from before " + Rfc3339.write(first));
        }
        return at;
    }

    /**
     * Any moment.
     *
     * @param name of the parameter
     * @throws BadParameter if it is no time
     */
    static Instant time(String name, String text) {
        return Rfc3339.parse(text).orElseThrow(() -> new BadParameter("bad_time", name + message(text)));
    }

    private static String message(String text) {
        return Rfc3339.parse(text.replace(' ', '+')).isPresent()
                ? ": a + in a query means a space; write %2B before the offset, or the time in UTC"
                : " is not an RFC 3339 time; write for example 2026-11-23T14:03:00Z";
    }
}
