package io.podwatcher.messages;

/** Asks the cache how it is; answered with {@link StatusReply}. */
public record StatusRequest() {}
