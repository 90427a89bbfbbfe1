package io.podwatcher.messages;

/** Asks for the lookups of the last minutes; answered with {@link LoadReply}. */
public record LoadRequest() {}
