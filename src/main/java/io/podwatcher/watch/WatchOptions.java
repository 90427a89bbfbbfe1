package io.podwatcher.watch;

import io.podwatcher.model.Glob;
import io.podwatcher.watch.api.PodScope;
import io.podwatcher.watch.lifecycle.Backoff;
import java.time.Duration;
import java.util.List;

/**
 * What a watch is to do.
 *
 * @param scope which pods to ask for
 * @param excludeAnnotations patterns of annotation keys that are not served
 * @param maxSilence how long a watch may bring nothing, not even a bookmark, until it is taken for dead. An API
 *     server sends a bookmark about once a minute
 * @param backoff how fast to ask again
 */
public record WatchOptions(PodScope scope, List<Glob> excludeAnnotations, Duration maxSilence, Backoff backoff) {}
