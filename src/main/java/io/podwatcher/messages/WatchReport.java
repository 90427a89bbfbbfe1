package io.podwatcher.messages;

import java.util.Optional;

/**
 * How the watch is doing, told whenever that changes and when a bookmark has come.
 *
 * @param confirmedAt when the API server last confirmed all that we know (by an event, a bookmark, the end of a list), as
 *     {@link System#nanoTime()}; empty before the first time
 * @param problem what keeps the watch from working now, in plain words; empty while all is well
 * @param failures how often in a row listing or watching has failed
 */
public record WatchReport(Optional<Long> confirmedAt, Optional<String> problem, int failures) {

    /** Before the watch has said anything. */
    public static final WatchReport NOTHING_YET = new WatchReport(Optional.empty(), Optional.empty(), 0);
}
