package io.podwatcher.history.past;

import io.podwatcher.history.store.Holder;
import io.podwatcher.history.store.PastReader.Page;
import io.podwatcher.history.store.Recordings;
import io.podwatcher.history.store.Stint;
import io.podwatcher.messages.history.Interval;
import io.podwatcher.messages.history.IntervalsReply;
import io.podwatcher.messages.history.IntervalsRequest;
import io.podwatcher.messages.history.PastPod;
import io.podwatcher.messages.history.TimeRange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Makes one interval of what several recorders saw of the same pod. Plain code. */
final class Intervals {

    private Intervals() {}

    /** The interval of stints of one pod that overlap. */
    static Interval merge(List<Stint> same, Recordings recordings) {
        return merge(same, ((Holder.Owner) same.get(0).holder()).pod(), recordings);
    }

    static Interval merge(List<Stint> same, PastPod pod, Recordings recordings) {
        List<Stint> over =
                same.stream().filter(stint -> !stint.ended().equals(Stint.OPEN)).toList();
        Optional<Instant> to;
        if (!over.isEmpty()) {
            to = over.stream().map(Stint::ended).max(Comparator.naturalOrder());
        } else if (same.stream().anyMatch(stint -> recordings.isLive(stint.recorder()))) {
            to = Optional.empty();
        } else {
            to = same.stream()
                    .map(stint -> recordings.coveredTo(stint.recorder()))
                    .max(Comparator.naturalOrder());
        }
        return new Interval(
                same.get(0).ip(),
                pod,
                same.stream().map(Stint::began).min(Comparator.naturalOrder()).orElseThrow(),
                same.stream().flatMap(stint -> stint.beganAfter().stream()).max(Comparator.naturalOrder()),
                to,
                over.stream().map(Stint::endedBefore).min(Comparator.naturalOrder()));
    }

    static IntervalsReply reply(Page page, IntervalsRequest request) {
        List<Interval> intervals = new ArrayList<>();
        for (List<Stint> group : page.groups()) {
            List<Interval> times = new ArrayList<>();
            apart(group).forEach(same -> times.add(0, merge(same, page.recordings())));
            intervals.addAll(times);
        }
        return new IntervalsReply(intervals, page.next(), coverage(page.recordings(), intervals, request));
    }

    /** Divides the stints of one pod, in the order of their beginning, into those that belong together. */
    private static List<List<Stint>> apart(List<Stint> group) {
        List<List<Stint>> times = new ArrayList<>();
        Instant end = Instant.MIN;
        for (Stint stint : group) {
            boolean isKnownToBegin = stint.beganAfter().isPresent();
            if (times.isEmpty() || isKnownToBegin && !stint.beganAfter().get().isBefore(end)) {
                times.add(new ArrayList<>());
                end = Instant.MIN;
            }
            times.get(times.size() - 1).add(stint);
            end = end.isAfter(stint.endedBefore()) ? end : stint.endedBefore();
        }
        return times;
    }

    /** The covered times of all recorders together, within the request's times or else those of the intervals. */
    private static List<TimeRange> coverage(Recordings recordings, List<Interval> intervals, IntervalsRequest request) {
        Instant from = request.from()
                .orElse(intervals.stream()
                        .map(interval -> interval.fromAfter().orElse(interval.from()))
                        .min(Comparator.naturalOrder())
                        .orElse(Instant.MIN));
        Instant to = request.to().orElse(Instant.MAX);
        List<TimeRange> together = new ArrayList<>();
        recordings.ranges().stream()
                .filter(range -> range.to().isAfter(from) && range.from().isBefore(to))
                .sorted(Comparator.comparing(TimeRange::from))
                .forEach(range -> join(together, range));
        return together.stream()
                .map(range -> new TimeRange(
                        range.from().isBefore(from) ? from : range.from(),
                        range.to().isAfter(to) ? to : range.to()))
                .toList();
    }

    private static void join(List<TimeRange> together, TimeRange range) {
        TimeRange last = together.isEmpty() ? null : together.get(together.size() - 1);
        if (last == null || range.from().isAfter(last.to())) {
            together.add(range);
        } else if (range.to().isAfter(last.to())) {
            together.set(together.size() - 1, new TimeRange(last.from(), range.to()));
        }
    }
}
