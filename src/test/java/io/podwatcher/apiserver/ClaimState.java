package io.podwatcher.apiserver;

import java.util.List;

/**
 * Who claimed an address from a moment on, until the next state of that address.
 *
 * @param resourceVersion the change that made it so; 0 for before any
 * @param nanoTime when it became so, by {@link System#nanoTime()}
 * @param claims in the order in which they came
 */
public record ClaimState(long resourceVersion, long nanoTime, List<Claim> claims) {}
