package io.podwatcher.messages.recording;

/** Asks the cache up to which moment the history knows all changes; answered with {@link ConfirmedReply}. */
public record ConfirmedRequest() {}
