package io.podwatcher.messages.map;

/** Asks for the load of the last minutes; answered with {@link LoadReply}. */
public record LoadRequest() {}
