package io.podwatcher.watch.api;

import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** Parses the header Retry-After: seconds, or a date (RFC 9110, section 10.2.3). Any thread. */
final class RetryAfter {

    private RetryAfter() {}

    /**
     * How long the server asks clients to wait; zero if the header is missing or cannot be parsed.
     *
     * @param retryAfter the header
     * @param date the header Date of the same response: a date is measured against the server's clock, which may differ
     *     from ours
     */
    static Duration of(Optional<String> retryAfter, Optional<String> date) {
        if (retryAfter.filter(value -> value.matches("[0-9]{1,6}")).isPresent()) {
            return Duration.ofSeconds(Integer.parseInt(retryAfter.get()));
        }
        Optional<ZonedDateTime> until = retryAfter.flatMap(RetryAfter::parse);
        Optional<ZonedDateTime> now = date.flatMap(RetryAfter::parse);
        if (until.isEmpty() || now.isEmpty() || until.get().isBefore(now.get())) {
            return Duration.ZERO;
        }
        return Duration.between(now.get(), until.get());
    }

    private static Optional<ZonedDateTime> parse(String date) {
        try {
            return Optional.of(ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
