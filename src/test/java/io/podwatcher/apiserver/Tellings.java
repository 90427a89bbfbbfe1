package io.podwatcher.apiserver;

import java.util.ArrayList;
import java.util.List;

/**
 * When events were written to watchers, and how old the news was by then: a watch begun late is told what has passed.
 * Any thread.
 */
final class Tellings {

    private final List<Telling> all = new ArrayList<>();

    /**
     * That an event was written.
     *
     * @param happenedAt when what it tells of became so
     */
    private record Telling(long writtenAt, long happenedAt) {}

    synchronized void told(long happenedAt) {
        all.add(new Telling(System.nanoTime(), happenedAt));
    }

    /** The oldest moment of which anybody was told in a span of time, or the start of the span when that is earlier. */
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
