package io.podwatcher.messages.map;

/** Asks for the status of the cache; answered with {@link StatusReply}. */
public record StatusRequest() {}
