package io.podwatcher.apiserver;

import java.util.ArrayList;
import java.util.List;

/**
 * Records when events were written to watchers, and when they happened: a new watch is also sent earlier events. Any
 * thread.
 */
final class SentEvents {

    private final List<SentEvent> all = new ArrayList<>();

    /**
     * One event that was written.
     *
     * @param happenedAt when the change happened
     */
    private record SentEvent(long writtenAt, long happenedAt) {}

    synchronized void add(long happenedAt) {
        all.add(new SentEvent(System.nanoTime(), happenedAt));
    }

    /** When the oldest event written in a span of time happened, or the start of the span if that is earlier. */
    synchronized long oldest(long fromNanoTime, long toNanoTime) {
        long oldest = fromNanoTime;
        for (int i = all.size() - 1; i >= 0 && all.get(i).writtenAt() - fromNanoTime >= 0; i--) {
            SentEvent event = all.get(i);
            if (event.writtenAt() - toNanoTime <= 0 && event.happenedAt() - oldest < 0) {
                oldest = event.happenedAt();
            }
        }
        return oldest;
    }
}
