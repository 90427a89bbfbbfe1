package io.podwatcher.messages;

/** Published when the process is about to stop: readiness is DOWN from now on. */
public record Drain() {}
