package io.podwatcher.history;

import io.podwatcher.history.store.Batch;
import io.podwatcher.history.store.Recorders.Opened;
import io.podwatcher.messages.history.TimeRange;
import io.podwatcher.messages.lookup.LookupResult;
import io.podwatcher.messages.recording.OwnersChanged;
import io.podwatcher.model.IpAddress;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A recording and its place in the database: batches are numbered, and one whose outcome is not known is written again
 * before the next. On the context of the history verticle.
 */
final class Series {

    private final long recorder;
    private final Recording recording;
    private long written;
    private Optional<Batch> next = Optional.empty();
    private Optional<Instant> coveredTo = Optional.empty();

    Series(Opened opened, Map<IpAddress, LookupResult> map, WallClock wall) {
        this.recorder = opened.recorder();
        this.written = opened.batches();
        this.recording = new Recording(opened, map, wall);
    }

    long recorder() {
        return recorder;
    }

    void add(OwnersChanged message) {
        recording.add(message);
    }

    void confirmed(long moment) {
        recording.confirmed(moment);
    }

    boolean clockHasStepped() {
        return recording.clockHasStepped();
    }

    /** The batch to write now; the same one until it is written. */
    Batch next() {
        Batch batch = next.orElseGet(recording::take);
        next = Optional.of(batch);
        return batch;
    }

    /** The number of the batch to write now. */
    long number() {
        return written + 1;
    }

    /**
     * The batch has been written.
     *
     * @return how many changes it had
     */
    int written() {
        Batch batch = next.orElseThrow();
        next = Optional.empty();
        written++;
        coveredTo = batch.coverage().stream()
                .reduce((before, last) -> last)
                .map(TimeRange::to)
                .or(() -> coveredTo);
        return batch.size();
    }

    /** How many changes wait to be written. */
    int waiting() {
        return next.map(Batch::size).orElse(0) + recording.size();
    }

    /** The last covered moment that has been written; empty before the first. */
    Optional<Instant> coveredTo() {
        return coveredTo;
    }
}
