package io.podwatcher.events;

import java.time.Duration;

/**
 * How the streams of one event loop are treated.
 *
 * @param pause between two looks for changes, while there are few
 * @param bookmarkEvery how often each stream is told that all is well
 * @param longestFull how long a client may leave what it has been sent unread
 * @param mostStreams how many there may be
 */
public record StreamLimits(Duration pause, Duration bookmarkEvery, Duration longestFull, int mostStreams) {

    /** What the service does. */
    public static final StreamLimits USUAL =
            new StreamLimits(Duration.ofMillis(100), Duration.ofSeconds(5), Duration.ofSeconds(10), 1000);
}
