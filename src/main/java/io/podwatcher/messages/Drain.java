package io.podwatcher.messages;

/** Published when the process is about to stop: from now on it is not ready. */
public record Drain() {}
