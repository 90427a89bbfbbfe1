package io.podwatcher.messages.map;

import java.util.Optional;

/**
 * Asks which IPs have changed; answered with {@link ChangesReply}, which may report only a part of them. Changes are
 * numbered, and a position is the number of changes before it.
 *
 * @param after the position to continue after; empty to ask only for the newest one
 * @param since asks only for the position after which everything is that a client with these versions lacks
 * @param upTo the position to stop at; it may be in the future
 */
public record ChangesRequest(Optional<Long> after, Optional<KnownVersions> since, long upTo) {

    /** Asks for the current position only. */
    public static final ChangesRequest NEWEST_POSITION = new ChangesRequest(Optional.empty(), Optional.empty(), 0);

    /** Asks for the position after which everything is that a client with these versions lacks. */
    public static ChangesRequest positionOf(KnownVersions versions) {
        return new ChangesRequest(Optional.empty(), Optional.of(versions), 0);
    }

    /** Asks for the changes after one position, up to another. */
    public static ChangesRequest after(long position, long upTo) {
        return new ChangesRequest(Optional.of(position), Optional.empty(), upTo);
    }
}
