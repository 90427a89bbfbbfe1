package io.podwatcher.messages.map;

import java.util.Optional;

/**
 * Asks which IPs have changed; answered with {@link ChangesReply}, which may tell fewer than asked. Changes are
 * numbered, and a position is how many of them one knows.
 *
 * @param after the position to go on behind; empty only to learn the newest one
 * @param upTo the position to stop at; it may lie ahead
 */
public record ChangesRequest(Optional<Long> after, long upTo) {

    /** Where the map is now. */
    public static final ChangesRequest NEWEST_POSITION = new ChangesRequest(Optional.empty(), 0);

    /** What has changed behind this position, and before another. */
    public static ChangesRequest behind(long position, long upTo) {
        return new ChangesRequest(Optional.of(position), upTo);
    }
}
