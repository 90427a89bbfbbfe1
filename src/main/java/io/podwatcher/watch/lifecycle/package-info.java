/**
 * When to list, when to watch, when to wait, and what is known to be true: plain code without fabric8 and without
 * Vert.x. Events go in by {@link io.podwatcher.watch.lifecycle.WatchLifecycle}, decisions come out, and the clock is
 * passed in.
 */
package io.podwatcher.watch.lifecycle;
