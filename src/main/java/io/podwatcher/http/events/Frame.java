package io.podwatcher.http.events;

import io.podwatcher.http.connection.SharedBuffer;
import io.podwatcher.http.events.gzip.Checksum;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Some whole events of one topic, encoded once and sent to any number of subscribers, and where they move the cursor of
 * a subscriber. It is used on the event loop of its hub.
 *
 * @param bytes the events as they are sent; none where the filter selects nothing of a page
 * @param changes how many changes they report
 * @param checksum the checksum of the text, if the bytes are compressed
 * @param snapshot what of a snapshot has been sent with them; empty behind its last part, and for changes
 * @param position the position that these changes lead to; empty for parts of a snapshot
 */
record Frame(
        SharedBuffer bytes,
        int changes,
        Checksum checksum,
        Optional<SnapshotProgress> snapshot,
        OptionalLong position) {

    /** Large enough to be worth compression and a system call, small enough to hold for a client that does not read. */
    static final int TARGET_BYTES = 64 * 1024;

    int length() {
        return bytes.length();
    }

    /** Whether a subscriber at this position knows more than these changes. */
    boolean isBefore(long cursor) {
        return position.isPresent() && position.getAsLong() < cursor;
    }

    /** Its maker calls this when it has been sent to all; its bytes are freed when the last client has taken them. */
    void release() {
        bytes.release();
    }
}
