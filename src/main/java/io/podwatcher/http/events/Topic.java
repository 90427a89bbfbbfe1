package io.podwatcher.http.events;

import io.podwatcher.messages.map.PageRequest;

/**
 * What subscribers have in common that are sent the same bytes. A value, for any thread.
 *
 * @param filter which pods they follow
 * @param gzip whether the bytes are compressed
 */
record Topic(PageRequest.Filter filter, boolean gzip) {}
