package io.podwatcher.watch.resource;

import io.podwatcher.watch.lifecycle.Backoff;
import java.time.Duration;

/**
 * When to give up an attempt, and when to make the next one. Immutable; any thread.
 *
 * @param maxSilence how long a watch may receive nothing, not even a bookmark, before it is considered dead; an API
 *     server sends a bookmark about once a minute
 * @param backoff the pauses between attempts
 */
public record WatchTiming(Duration maxSilence, Backoff backoff) {}
