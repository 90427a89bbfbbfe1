package io.podwatcher.messages.history;

/** Asks the cache up to which moment the history knows all changes; answered with {@link ConfirmedReply}. */
public record ConfirmedRequest() {}
