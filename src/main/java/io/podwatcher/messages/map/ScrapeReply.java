package io.podwatcher.messages.map;

import io.vertx.core.buffer.Buffer;

/**
 * Answers a {@link ScrapeRequest}.
 *
 * @param text the metrics in the text format of Prometheus; must not be modified
 */
public record ScrapeReply(Buffer text) {}
