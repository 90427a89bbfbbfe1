package io.podwatcher.messages.map;

import io.vertx.core.buffer.Buffer;

/**
 * Answers a {@link ScrapeRequest}.
 *
 * @param text in the text format of Prometheus; not changed by anyone
 */
public record ScrapeReply(Buffer text) {}
