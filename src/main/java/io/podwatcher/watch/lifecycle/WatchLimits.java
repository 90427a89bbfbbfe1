package io.podwatcher.watch.lifecycle;

import java.time.Duration;

/**
 * How long the watch waits for what.
 *
 * @param backoff before it tries again
 * @param maxSilence how long an open watch may bring nothing, not even a bookmark, and how long it may take to catch up
 * @param maxResponse how long a list may bring nothing, and how long a watch may take to open
 */
public record WatchLimits(Backoff backoff, Duration maxSilence, Duration maxResponse) {}
