package io.podwatcher.http.events.cursor;

import io.podwatcher.messages.map.ChangesReply;
import java.util.Locale;
import java.util.Optional;

/** How a stream starts, and why. Immutable; any thread. */
public enum StreamStart {
    /** With a snapshot: the client has nothing yet. */
    START,
    /** With a snapshot: the client's last id is from another process, and cannot be found here, or invalid. */
    OTHER_INSTANCE,
    /** With a snapshot: the changes since the client's last id are no longer kept. */
    TOO_OLD,
    /** With the changes since the client's last id. */
    RESUMED,
    /** With the next change: the client wants no snapshot. */
    CHANGES_ONLY;

    /**
     * Decides how to start the stream of a client.
     *
     * @param lastId the last id that it sent; empty if none
     * @param snapshot whether it wants a snapshot if it sent no id
     * @param point where it can continue
     */
    public static StreamStart of(String lastId, boolean snapshot, ResumePoint point) {
        if (lastId.isEmpty()) {
            return snapshot ? START : CHANGES_ONLY;
        }
        if (point.position().isPresent()) {
            return RESUMED;
        }
        ChangesReply now = point.now();
        Optional<EventId> last = EventId.parse(lastId)
                .filter(id -> id.instance().equals(now.instance()) && id.position() <= now.newest());
        if (last.isEmpty()) {
            return OTHER_INSTANCE;
        }
        return last.get().position() >= now.oldest() ? RESUMED : TOO_OLD;
    }

    /** The name in snapshots and in metrics. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
