package io.podwatcher.http.events;

import java.time.Duration;

/**
 * Limits and intervals for the subscribers of one event loop. Immutable; any thread.
 *
 * @param pollInterval the pause between two polls for changes while there are few
 * @param bookmarkInterval how often a live subscriber is sent a bookmark
 * @param unreadTimeout how long a client may leave sent bytes unread
 * @param maxSubscribers how many may be open
 * @param maxUnsentBytes bytes that are held for all subscribers; above that the slowest are disconnected
 */
public record EventLimits(
        Duration pollInterval,
        Duration bookmarkInterval,
        Duration unreadTimeout,
        int maxSubscribers,
        long maxUnsentBytes) {

    /** The usual intervals, with these limits. */
    public static EventLimits of(int maxSubscribers, long maxUnsentBytes) {
        return new EventLimits(
                Duration.ofMillis(100), Duration.ofSeconds(5), Duration.ofSeconds(10), maxSubscribers, maxUnsentBytes);
    }
}
