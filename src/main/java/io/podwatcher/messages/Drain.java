package io.podwatcher.messages;

/** Published when the process is about to stop: whoever answers readiness says no from now on. */
public record Drain() {}
