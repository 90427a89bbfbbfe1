package io.podwatcher.messages.fission;

/**
 * Published to all HTTP verticles whenever the routes or their state have changed.
 *
 * @param state the state from now on
 */
public record RoutesChanged(RoutesState state) {}
