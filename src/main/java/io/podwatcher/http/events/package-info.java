/**
 * {@code GET /events}: streams of server-sent events that start with a snapshot of the map and continue with each
 * change of it. Everything here runs on the event loop of one HTTP verticle, which has one {@link EventHub}.
 *
 * <pre>
 *   EventsEndpoint ──▶ EventHub ──▶ LivePoller ───┐
 *                         │                       ├──▶ FanOut ──▶ Subscriber ──▶ client
 *                         └───────▶ CatchUpQueue ─┘
 * </pre>
 *
 * <p>A subscriber that has caught up is live: {@link LivePoller} sends it each batch of changes. All others wait in
 * {@link CatchUpQueue} to read their next part of the snapshot or of the changes. Both encode a frame once for all
 * subscribers of one topic (package {@code frame}). Calls go from left to right; a subscriber reports by callbacks that
 * it can receive again and that it is closed.
 */
package io.podwatcher.http.events;
