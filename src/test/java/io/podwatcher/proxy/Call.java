package io.podwatcher.proxy;

import java.util.Optional;

/**
 * A call that has been made.
 *
 * @param from the caller's address
 * @param began when, by {@link System#nanoTime()}
 * @param ended when it was answered or failed
 * @param reached the request that reached the upstream; empty when it was not let in
 */
public record Call(String from, long began, long ended, Optional<Reached> reached) {}
