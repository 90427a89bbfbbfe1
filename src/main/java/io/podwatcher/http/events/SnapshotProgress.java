package io.podwatcher.http.events;

import io.podwatcher.model.IpAddress;
import java.util.Optional;

/**
 * How much of a snapshot a subscriber has been sent. A value, for any thread.
 *
 * @param reason what the first part says as the reason of the snapshot; empty after that part
 * @param after the IP behind which the snapshot goes on; empty at its beginning
 */
record SnapshotProgress(Optional<StreamStart> reason, Optional<IpAddress> after) {

    /** The beginning of the snapshot that a stream starts with; empty if it starts without one. */
    static Optional<SnapshotProgress> begin(StreamStart start) {
        return switch (start) {
            case RESUMED, CHANGES_ONLY -> Optional.empty();
            case START, OTHER_INSTANCE, TOO_OLD ->
                Optional.of(new SnapshotProgress(Optional.of(start), Optional.empty()));
        };
    }

    /** The same snapshot, of which a part that ends at this IP has been sent. */
    static SnapshotProgress after(IpAddress ip) {
        return new SnapshotProgress(Optional.empty(), Optional.of(ip));
    }
}
