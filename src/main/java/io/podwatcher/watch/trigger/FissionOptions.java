package io.podwatcher.watch.trigger;

import io.podwatcher.watch.resource.WatchTiming;
import java.util.Set;

/**
 * The options of the watch of Fission's triggers. Immutable; any thread.
 *
 * @param namespaces those that Fission's router serves (FISSION_NAMESPACES)
 * @param ordered whether the router's list of routes has a defined order
 * @param timing when to give up an attempt, and when to make the next one
 */
public record FissionOptions(Set<String> namespaces, boolean ordered, WatchTiming timing) {}
