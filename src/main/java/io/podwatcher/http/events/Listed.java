package io.podwatcher.http.events;

import java.util.Optional;

/**
 * Some of all pods, as they are told to a stream.
 *
 * @param chunk their event; empty when there are none
 * @param then what is still to be listed; empty when that was all
 */
record Listed(Optional<Chunk> chunk, Optional<Listing> then) {}
