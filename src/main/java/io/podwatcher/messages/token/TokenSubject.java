package io.podwatcher.messages.token;

/**
 * The pod that a token is about.
 *
 * @param uid the pod's; a name can be reused by another pod, a UID cannot
 * @param namespace the pod's
 * @param pod the pod's name
 * @param serviceAccount the one it runs as, without its namespace
 * @param ip the pod's address that the call came from
 */
public record TokenSubject(String uid, String namespace, String pod, String serviceAccount, String ip) {}
