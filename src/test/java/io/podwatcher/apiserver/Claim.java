package io.podwatcher.apiserver;

/**
 * That a pod holds an address as its own: it has it in its status, is not on the host's network and has not finished.
 *
 * @param terminating whether its deletion has been asked for
 */
public record Claim(String uid, String namespace, String name, boolean terminating) {}
