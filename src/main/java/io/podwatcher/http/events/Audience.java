package io.podwatcher.http.events;

import io.podwatcher.messages.PageRequest;

/**
 * Who is told the same bytes.
 *
 * @param filter which pods they want to hear of
 * @param gzip whether compressed
 */
record Audience(PageRequest.Filter filter, boolean gzip) {}
