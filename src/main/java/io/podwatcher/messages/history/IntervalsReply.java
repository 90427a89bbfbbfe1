package io.podwatcher.messages.history;

import java.util.List;
import java.util.Optional;

/**
 * Answers an {@link IntervalsRequest}.
 *
 * @param intervals the latest first
 * @param next where the next page continues; empty on the last page
 * @param coverage the times that are covered, within those of the request or of the intervals, the earliest first;
 *     between them nothing is known
 */
public record IntervalsReply(
        List<Interval> intervals, Optional<IntervalsRequest.Cursor> next, List<TimeRange> coverage) {}
