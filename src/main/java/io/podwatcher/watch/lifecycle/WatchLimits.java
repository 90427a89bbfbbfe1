package io.podwatcher.watch.lifecycle;

import java.time.Duration;

/**
 * The timeouts of the watch. Immutable; any thread.
 *
 * @param backoff the pauses before it retries
 * @param maxSilence how long an open watch may receive nothing, not even a bookmark, and how long it may take to catch
 *     up
 * @param maxResponse how long a list may receive nothing, and how long a watch may take to open
 */
public record WatchLimits(Backoff backoff, Duration maxSilence, Duration maxResponse) {}
