package io.podwatcher.http.history;

import java.time.Clock;
import java.time.Duration;

/**
 * What the HTTP verticles need to know of the history. Immutable; any thread.
 *
 * @param keep how long it is kept (HISTORY_KEEP)
 * @param clock says what is the past
 */
public record HistoryOptions(Duration keep, Clock clock) {}
