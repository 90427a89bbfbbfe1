/**
 * Owns the bytes of event streams: encodes the map and its changes as {@link Frame}s, once for all subscribers of one
 * {@link Topic}.
 *
 * <p>It knows cursors but no subscribers. On the event loop of one hub.
 */
package io.podwatcher.http.events.frame;
