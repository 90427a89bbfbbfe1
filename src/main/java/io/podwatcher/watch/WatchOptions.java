package io.podwatcher.watch;

import io.podwatcher.model.Glob;
import io.podwatcher.watch.api.WatchScope;
import io.podwatcher.watch.lifecycle.Backoff;
import java.time.Duration;
import java.util.List;

/**
 * The options of the watch verticle. Immutable; any thread.
 *
 * @param scope which pods to watch
 * @param excludeAnnotations patterns of annotation keys that are not served
 * @param maxSilence how long a watch may receive nothing, not even a bookmark, before it is considered dead; an API
 *     server sends a bookmark about once a minute
 * @param backoff the pauses between attempts
 */
public record WatchOptions(WatchScope scope, List<Glob> excludeAnnotations, Duration maxSilence, Backoff backoff) {}
