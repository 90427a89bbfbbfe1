/**
 * Owns the cursor of a stream of events: the id that a client sends back, how its stream starts, and how much of the
 * snapshot it has been sent.
 *
 * <p>Values only. Immutable; any thread.
 */
package io.podwatcher.http.events.cursor;
