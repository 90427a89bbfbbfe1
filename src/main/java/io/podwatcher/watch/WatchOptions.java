package io.podwatcher.watch;

import io.podwatcher.model.Glob;
import io.podwatcher.watch.api.WatchScope;
import io.podwatcher.watch.resource.WatchTiming;
import java.util.List;

/**
 * The options of the watch verticle. Immutable; any thread.
 *
 * @param scope which pods to watch
 * @param excludeAnnotations patterns of annotation keys that are not served
 * @param timing when to give up an attempt, and when to make the next one
 */
public record WatchOptions(WatchScope scope, List<Glob> excludeAnnotations, WatchTiming timing) {}
