package io.podwatcher.messages.map;

import io.vertx.core.buffer.Buffer;

/**
 * Answers a {@link LoadRequest}.
 *
 * @param json the body of {@code GET /load}; must not be modified
 */
public record LoadReply(Buffer json) {}
