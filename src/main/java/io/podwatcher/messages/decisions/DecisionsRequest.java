package io.podwatcher.messages.decisions;

/**
 * Asks for all that is recorded; answered with {@link DecisionsReply}.
 *
 * @param limit how many refusals at most
 */
public record DecisionsRequest(int limit) {}
