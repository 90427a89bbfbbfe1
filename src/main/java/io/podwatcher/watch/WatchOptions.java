package io.podwatcher.watch;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a watch is to do.
 *
 * @param scope which pods to ask for
 * @param excludeAnnotations patterns of annotation keys that are not served
 * @param longestSilence how long a watch may bring nothing, not even a bookmark, until it is taken for dead. An API server
 *     sends a bookmark about once a minute
 * @param backoff how patiently to ask again
 */
public record WatchOptions(
        PodScope scope, List<Pattern> excludeAnnotations, Duration longestSilence, Backoff backoff) {}
