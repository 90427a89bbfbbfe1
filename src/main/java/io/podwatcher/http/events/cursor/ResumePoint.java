package io.podwatcher.http.events.cursor;

import io.podwatcher.messages.map.ChangesReply;
import java.util.OptionalLong;

/**
 * Where the stream of a client can continue. Immutable; any thread.
 *
 * @param now the current position of the map
 * @param position the position in this map of an id that another map has given; empty if there is none, or no such id
 */
public record ResumePoint(ChangesReply now, OptionalLong position) {}
