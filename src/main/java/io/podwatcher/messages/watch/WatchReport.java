package io.podwatcher.messages.watch;

import io.podwatcher.model.MapVersion;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * The state of the watch, sent whenever it changes and when a bookmark has arrived.
 *
 * @param confirmedAt a moment at which all that we know was true, by the clock of the service: an event is true as of
 *     its version, so this may be earlier than the last event; empty before the first list
 * @param problem what keeps the watch from working now, for the user; empty while it works
 * @param failures how many times in a row listing or watching has failed
 * @param lastError the last failure, even if it is resolved; empty before the first
 * @param restarts how often a list or watch had to be restarted; reasons that have not occurred are left out
 * @param listed how many pods the list in progress has reported so far; 0 if none is in progress
 * @param version the version of all changes that were sent before the report
 */
public record WatchReport(
        Optional<Long> confirmedAt,
        Optional<String> problem,
        int failures,
        Optional<Failure> lastError,
        Map<RestartReason, Long> restarts,
        int listed,
        MapVersion version) {

    /** The state before the first report. */
    public static final WatchReport INITIAL =
            new WatchReport(Optional.empty(), Optional.empty(), 0, Optional.empty(), Map.of(), 0, MapVersion.UNKNOWN);

    /**
     * One failure.
     *
     * @param reason for counting
     * @param message what went wrong, for the user
     * @param at when it happened
     */
    public record Failure(RestartReason reason, String message, Instant at) {}
}
