package io.podwatcher.messages.history;

import java.time.Instant;

/**
 * A time that the history covers, both ends included.
 *
 * @param from its first moment
 * @param to its last moment
 */
public record TimeRange(Instant from, Instant to) {}
