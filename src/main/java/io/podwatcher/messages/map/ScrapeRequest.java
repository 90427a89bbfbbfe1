package io.podwatcher.messages.map;

/** Asks for the current values of all metrics; answered with {@link ScrapeReply}. */
public record ScrapeRequest() {}
