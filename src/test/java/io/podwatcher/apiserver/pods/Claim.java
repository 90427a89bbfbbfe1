package io.podwatcher.apiserver.pods;

/**
 * A pod's claim to an address: it is in the pod's status, and the pod is not on the host's network, has not finished
 * and has a network.
 *
 * @param terminating whether its deletion has been requested
 * @param names whether the pod also names the address as its node's
 */
public record Claim(String uid, String namespace, String name, boolean terminating, boolean names) {}
