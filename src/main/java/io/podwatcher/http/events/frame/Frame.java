package io.podwatcher.http.events.frame;

import io.podwatcher.http.connection.SharedBuffer;
import io.podwatcher.http.events.cursor.SnapshotProgress;
import io.podwatcher.http.events.gzip.Checksum;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Complete events of one topic, encoded once and sent to any number of subscribers, with the new cursor of a
 * subscriber. On the event loop of its hub.
 *
 * @param bytes the encoded events; empty if the filter selects nothing of a page
 * @param changes how many changes they report
 * @param checksum the checksum of the text, if the bytes are compressed
 * @param snapshot the progress of a snapshot after them; empty after its last part, and for changes
 * @param position the position after these changes; empty for parts of a snapshot
 */
public record Frame(
        SharedBuffer bytes,
        int changes,
        Checksum checksum,
        Optional<SnapshotProgress> snapshot,
        OptionalLong position) {

    /** Large enough for compression and a system call to pay off, small enough to hold for a slow client. */
    public static final int TARGET_BYTES = 64 * 1024;

    /** Its size in bytes, as sent. */
    public int length() {
        return bytes.length();
    }

    /** Whether a subscriber at this position has more than these changes. */
    public boolean isBefore(long cursor) {
        return position.isPresent() && position.getAsLong() < cursor;
    }

    /** Called by the creator when the frame has been sent to all; its bytes are freed after the last write. */
    public void release() {
        bytes.release();
    }
}
