package io.podwatcher.messages.map;

/** Asks for all metrics as they are now; answered with {@link ScrapeReply}. */
public record ScrapeRequest() {}
