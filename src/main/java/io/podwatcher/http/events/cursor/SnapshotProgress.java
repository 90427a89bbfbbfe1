package io.podwatcher.http.events.cursor;

import io.podwatcher.model.IpAddress;
import java.util.Optional;

/**
 * How much of a snapshot a subscriber has been sent. Immutable; any thread.
 *
 * @param reason the reason of the snapshot, which the first part names; empty after that part
 * @param after the IP after which the snapshot continues; empty at its start
 */
public record SnapshotProgress(Optional<StreamStart> reason, Optional<IpAddress> after) {

    /** The start of the snapshot of a new stream; empty if it starts without one. */
    public static Optional<SnapshotProgress> initial(StreamStart start) {
        return switch (start) {
            case RESUMED, CHANGES_ONLY -> Optional.empty();
            case START, OTHER_INSTANCE, TOO_OLD ->
                Optional.of(new SnapshotProgress(Optional.of(start), Optional.empty()));
        };
    }

    /** The progress after a part that ends at this IP. */
    public static SnapshotProgress after(IpAddress ip) {
        return new SnapshotProgress(Optional.empty(), Optional.of(ip));
    }
}
