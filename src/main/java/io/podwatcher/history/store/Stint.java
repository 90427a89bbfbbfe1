package io.podwatcher.history.store;

import io.podwatcher.model.IpAddress;
import java.time.Instant;
import java.util.Optional;

/**
 * One row of the history: an IP had a holder, certainly from {@code began} to {@code ended} and possibly between
 * {@code beganAfter} and {@code endedBefore}, in all of that time that its recorder covers. If {@code ended} is before
 * {@code began}, there is no moment at which it certainly did.
 *
 * @param beganAfter the last moment at which it did not; empty if nothing was known before
 * @param ended {@link #OPEN} while it lasts, as is {@code endedBefore}
 */
public record Stint(
        long recorder,
        IpAddress ip,
        Holder holder,
        Optional<Instant> beganAfter,
        Instant began,
        Instant ended,
        Instant endedBefore) {

    /** Later than all moments; PostgreSQL's own infinity is not known to H2. */
    public static final Instant OPEN = Instant.parse("9999-12-31T00:00:00Z");

    /** The same, ended. */
    public Stint ended(End end) {
        return new Stint(recorder, ip, holder, beganAfter, began, end.ended(), end.endedBefore());
    }

    /** Whether the holder may have had the IP at this moment. */
    public boolean isPossibleAt(Instant at) {
        return beganAfter.map(at::isAfter).orElse(true) && at.isBefore(endedBefore);
    }

    /** Whether the holder had the IP at this moment, if the recorder covers it. */
    public boolean isCertainAt(Instant at) {
        return !at.isBefore(began) && !at.isAfter(ended);
    }

    /**
     * The end of a stint.
     *
     * @param ended the last moment that belongs to it
     * @param endedBefore the first moment that does not
     */
    public record End(Instant ended, Instant endedBefore) {}
}
