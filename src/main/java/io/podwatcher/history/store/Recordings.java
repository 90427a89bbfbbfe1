package io.podwatcher.history.store;

import static io.podwatcher.history.store.SqlTimes.instant;

import io.podwatcher.messages.history.TimeRange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** The covered times of all recorders. */
public final class Recordings {

    private final Map<Long, List<TimeRange>> coverage = new LinkedHashMap<>();
    private final Map<Long, Boolean> live = new LinkedHashMap<>();

    static Recordings read(Handle handle) {
        Recordings recordings = new Recordings();
        handle.createQuery("SELECT id, CASE WHEN holder <> '' AND written_at > CURRENT_TIMESTAMP - INTERVAL '5' MINUTE"
                        + " THEN 1 ELSE 0 END AS live FROM recorder")
                .map((row, context) -> recordings.live.put(row.getLong("id"), row.getInt("live") == 1))
                .list();
        Instant keptFrom = handle.createQuery("SELECT kept_from FROM retention")
                .map((row, context) -> instant(row, "kept_from"))
                .one();
        handle.createQuery("SELECT recorder, began, ended FROM coverage WHERE ended >= :kept ORDER BY began")
                .bind("kept", SqlTimes.utc(keptFrom))
                .map((row, context) -> recordings
                        .coverage
                        .computeIfAbsent(row.getLong("recorder"), id -> new ArrayList<>())
                        .add(range(instant(row, "began"), instant(row, "ended"), keptFrom)))
                .list();
        return recordings;
    }

    private static TimeRange range(Instant began, Instant ended, Instant keptFrom) {
        return new TimeRange(began.isBefore(keptFrom) ? keptFrom : began, ended);
    }

    /** The recorders that cover a moment. */
    List<Long> covering(Instant at) {
        return coverage.entrySet().stream()
                .filter(entry -> entry.getValue().stream()
                        .anyMatch(range -> !at.isBefore(range.from()) && !at.isAfter(range.to())))
                .map(Map.Entry::getKey)
                .toList();
    }

    PastReader.Nearest nearest(Instant at) {
        return new PastReader.Nearest(
                ranges().stream().map(TimeRange::to).filter(at::isAfter).max(Instant::compareTo),
                ranges().stream().map(TimeRange::from).filter(at::isBefore).min(Instant::compareTo));
    }

    /** All covered times, those of one recorder after those of another. */
    public List<TimeRange> ranges() {
        return coverage.values().stream().flatMap(List::stream).toList();
    }

    /** Whether a stint that has not ended goes on: some process still writes what becomes of it. */
    public boolean isLive(long recorder) {
        return live.getOrDefault(recorder, false);
    }

    /** The last moment that a recorder covers; the beginning of time if it covers none. */
    public Instant coveredTo(long recorder) {
        return coverage.getOrDefault(recorder, List.of()).stream()
                .map(TimeRange::to)
                .max(Instant::compareTo)
                .orElse(Instant.EPOCH);
    }
}
