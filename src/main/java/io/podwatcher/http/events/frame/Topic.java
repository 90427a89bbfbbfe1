package io.podwatcher.http.events.frame;

import io.podwatcher.messages.map.PageRequest;

/**
 * The key of subscribers that are sent the same bytes. Immutable; any thread.
 *
 * @param filter which pods they follow
 * @param gzip whether the bytes are compressed
 */
public record Topic(PageRequest.Filter filter, boolean gzip) {}
