package io.podwatcher.messages.map;

/** Asks the cache how it is; answered with {@link StatusReply}. */
public record StatusRequest() {}
