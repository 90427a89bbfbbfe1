package io.podwatcher.messages.map;

/**
 * What a client of some replica knows, by versions of the API server.
 *
 * @param complete the client has all changes up to this one
 * @param seen and perhaps some up to this one: an event has the state of its IP when it is sent
 */
public record KnownVersions(CompleteVersion complete, long seen) {}
