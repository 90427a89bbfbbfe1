package io.podwatcher.messages.history;

import io.podwatcher.model.IpAddress;
import java.time.Instant;
import java.util.Optional;

/**
 * A time during which one pod owned an IP, as far as the history covers it. Times are of the clock of the process that
 * recorded it, when it had received the change; the change itself happened between the two times of a bound.
 *
 * @param ip the IP
 * @param pod its owner
 * @param from the first moment at which the pod certainly owned it
 * @param fromAfter the last moment at which it certainly did not; empty if nothing is known from before
 * @param to the last moment at which it certainly did; empty while it does
 * @param toBefore the first moment at which it certainly did not any more; empty while it does, and if nothing is known
 *     from after {@code to}
 */
public record Interval(
        IpAddress ip,
        PastPod pod,
        Instant from,
        Optional<Instant> fromAfter,
        Optional<Instant> to,
        Optional<Instant> toBefore) {}
