package io.podwatcher.messages.recording;

/** Asks the cache for the IPs that it knows though no pod owns them; answered with {@link UnownedReply}. */
public record UnownedRequest() {}
