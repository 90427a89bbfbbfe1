package io.podwatcher.messages.decisions;

import java.util.List;

/**
 * Answers a {@link DecisionsRequest}.
 *
 * @param json the body of {@code GET /decisions} in chunks, UTF-8; must not be modified
 */
public record DecisionsReply(List<byte[]> json) {

    public DecisionsReply {
        json = List.copyOf(json);
    }
}
