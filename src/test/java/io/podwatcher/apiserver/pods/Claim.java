package io.podwatcher.apiserver.pods;

/**
 * That a pod holds an address as its own: it has it in its status, is not on the host's network, has not finished and
 * has a network.
 *
 * @param terminating whether its deletion has been asked for
 * @param names whether it names the address as its node's too
 */
public record Claim(String uid, String namespace, String name, boolean terminating, boolean names) {}
