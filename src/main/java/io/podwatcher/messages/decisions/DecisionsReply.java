package io.podwatcher.messages.decisions;

import io.vertx.core.buffer.Buffer;

/**
 * Answers a {@link DecisionsRequest}.
 *
 * @param json the body of {@code GET /decisions}; must not be modified
 */
public record DecisionsReply(Buffer json) {}
