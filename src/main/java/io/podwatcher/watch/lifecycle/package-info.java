/**
 * Decides when to list, watch and wait, and what is confirmed: plain code without fabric8 and Vert.x. {@link
 * io.podwatcher.watch.lifecycle.WatchLifecycle} takes events and returns decisions; the clock is passed in.
 */
package io.podwatcher.watch.lifecycle;
