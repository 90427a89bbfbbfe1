package io.podwatcher.http.events;

/**
 * Some changes, as they are told to a stream.
 *
 * @param chunk their events
 * @param position how many changes a client knows that has read them
 */
record Told(Chunk chunk, long position) {}
