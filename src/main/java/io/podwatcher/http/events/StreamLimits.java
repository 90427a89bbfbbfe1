package io.podwatcher.http.events;

import java.time.Duration;

/**
 * How the streams of one event loop are treated.
 *
 * @param pause between two looks for changes, while there are few
 * @param bookmarkEvery how often each stream is told that all is well
 * @param longestFull how long a client may leave what it has been sent unread
 * @param mostStreams how many there may be
 * @param mostUnsent bytes of all streams together that clients have not taken yet; at more, the slowest are cut
 */
public record StreamLimits(
        Duration pause, Duration bookmarkEvery, Duration longestFull, int mostStreams, long mostUnsent) {

    /** The usual times, for this many streams and bytes. */
    public static StreamLimits of(int mostStreams, long mostUnsent) {
        return new StreamLimits(
                Duration.ofMillis(100), Duration.ofSeconds(5), Duration.ofSeconds(10), mostStreams, mostUnsent);
    }
}
