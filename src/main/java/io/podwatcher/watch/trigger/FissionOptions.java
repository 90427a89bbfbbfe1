package io.podwatcher.watch.trigger;

import io.podwatcher.watch.resource.WatchTiming;
import java.time.Duration;
import java.util.Set;

/**
 * The options of the watch of Fission's triggers. Immutable; any thread.
 *
 * @param namespaces those that Fission's router serves (FISSION_NAMESPACES)
 * @param ordered whether the router's list of routes has a defined order
 * @param timing when to give up an attempt, and when to make the next one
 * @param settling for how long after a change the router may still have the old state, or not yet the new one
 */
public record FissionOptions(Set<String> namespaces, boolean ordered, WatchTiming timing, Duration settling) {

    /** The router rebuilds its routes within 20 ms of an event; the rest is for slow watches on either side. */
    public static final Duration SETTLING = Duration.ofSeconds(5);
}
