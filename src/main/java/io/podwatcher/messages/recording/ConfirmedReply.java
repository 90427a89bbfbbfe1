package io.podwatcher.messages.recording;

/**
 * Answers a {@link ConfirmedRequest}, after all changes before have been sent.
 *
 * @param synced whether the map is complete; if not, nothing has been sent
 * @param confirmedAt when the API server last confirmed the map, by the clock of the service
 * @param lost whether changes were not sent since the request before, because the history verticle had too many to
 *     receive, or none was there: it must read the map again, and is sent all changes from now on
 */
public record ConfirmedReply(boolean synced, long confirmedAt, boolean lost) {}
