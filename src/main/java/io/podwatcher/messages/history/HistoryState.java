package io.podwatcher.messages.history;

import java.time.Instant;
import java.util.Optional;

/**
 * How recording fares; published to the HTTP verticles whenever it changes, once a second at most.
 *
 * @param problem why nothing is written at the moment, for the user; empty while all is well
 * @param coveredTo the last moment that has been written; empty before the first
 * @param waiting how many changes wait to be written
 * @param lost how many changes could not be kept, and are gaps in the coverage
 */
public record HistoryState(Optional<String> problem, Optional<Instant> coveredTo, int waiting, long lost) {

    /** Before the first report. */
    public static final HistoryState STARTING =
            new HistoryState(Optional.of("the database is being opened"), Optional.empty(), 0, 0);
}
