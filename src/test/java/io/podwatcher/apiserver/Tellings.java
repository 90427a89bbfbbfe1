package io.podwatcher.apiserver;

import java.util.ArrayList;
import java.util.List;

/**
 * Records when events were written to watchers, and when they happened: a new watch is also sent earlier events. Any
 * thread.
 */
final class Tellings {

    private final List<Telling> all = new ArrayList<>();

    /**
     * One event that was written.
     *
     * @param happenedAt when the change happened
     */
    private record Telling(long writtenAt, long happenedAt) {}

    synchronized void told(long happenedAt) {
        all.add(new Telling(System.nanoTime(), happenedAt));
    }

    /** When the oldest event written in a span of time happened, or the start of the span if that is earlier. */
    synchronized long oldest(long fromNanoTime, long toNanoTime) {
        long oldest = fromNanoTime;
        for (int i = all.size() - 1; i >= 0 && all.get(i).writtenAt() - fromNanoTime >= 0; i--) {
            Telling telling = all.get(i);
            if (telling.writtenAt() - toNanoTime <= 0 && telling.happenedAt() - oldest < 0) {
                oldest = telling.happenedAt();
            }
        }
        return oldest;
    }
}
