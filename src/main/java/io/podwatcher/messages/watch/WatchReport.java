package io.podwatcher.messages.watch;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * How the watch is doing, sent whenever that changes and when a bookmark has arrived.
 *
 * @param confirmedAt the moment of which all that we know is certainly true, by the clock of the service: an event
 *     is true of the moment of its version, so this may be earlier than the last event; empty before the first list
 * @param problem what keeps the watch from working now, in plain words; empty while all is well
 * @param failures how often in a row listing or watching has failed
 * @param lastError the last failure, also when it is over; empty before the first
 * @param restarts how often a list or watch had to be begun again, by reason; those that have not happened are left out
 * @param listed how many pods the list under way has brought so far; 0 when there is none under way
 */
public record WatchReport(
        Optional<Long> confirmedAt,
        Optional<String> problem,
        int failures,
        Optional<Failure> lastError,
        Map<RestartReason, Long> restarts,
        int listed) {

    /** Before the watch has said anything. */
    public static final WatchReport NOTHING_YET =
            new WatchReport(Optional.empty(), Optional.empty(), 0, Optional.empty(), Map.of(), 0);

    /**
     * One failure.
     *
     * @param words what went wrong, in plain words
     * @param at when
     */
    public record Failure(String words, Instant at) {}
}
