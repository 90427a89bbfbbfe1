package io.podwatcher.messages.history;

import io.podwatcher.model.IpAddress;
import java.time.Instant;
import java.util.Optional;

/**
 * Asks for the intervals of an IP or of pods, the latest first; answered with {@link IntervalsReply}, or failed with a
 * code of {@link HistoryFailure}.
 *
 * @param subject whose intervals
 * @param from only those that had not certainly ended before; empty for all
 * @param to only those that may have begun until then; empty for all
 * @param after the last interval of the page before; empty for the first page
 * @param max the maximum number of intervals
 */
public record IntervalsRequest(
        Subject subject, Optional<Instant> from, Optional<Instant> to, Optional<Cursor> after, int max) {

    /** Whose intervals. */
    public sealed interface Subject {

        /** All pods that owned an IP. */
        record OfIp(IpAddress ip) implements Subject {}

        /** All pods that had a name, one after another. */
        record OfName(String namespace, String name) implements Subject {}

        /** One pod. */
        record OfUid(String uid) implements Subject {}
    }

    /** A place in the order: by the moment of the beginning, then by IP and UID. */
    public record Cursor(Instant from, IpAddress ip, String uid) {}
}
