package io.podwatcher.http.events.frame;

import io.podwatcher.http.events.cursor.EventId;
import io.podwatcher.http.events.cursor.StreamStart;
import io.podwatcher.model.IpAddress;
import io.podwatcher.model.MapVersion;
import io.podwatcher.model.Pod;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Owns the text of the frame that is being written: server-sent events, one after another. On the event loop of its
 * hub.
 */
final class SseText {

    private final ByteArrayOutputStream text = new ByteArrayOutputStream(Frame.TARGET_BYTES + Frame.TARGET_BYTES / 4);
    private int changes;
    private boolean inSnapshot;

    /** How long a client waits before it reconnects. */
    void retry() {
        append("retry: 1000\n\n");
    }

    /** This pod owns the IP now. */
    void pod(IpAddress ip, Pod owner, EventId id) {
        begin("pod", id).append("data: {\"ip\":\"").append(ip.toString()).append("\",\"pod\":");
        text.writeBytes(owner.json());
        append("}\n\n");
        changes++;
    }

    /** No pod that the filter selects owns the IP now. */
    void deleted(IpAddress ip, EventId id) {
        begin("deleted", id).append("data: {\"ip\":\"").append(ip.toString()).append("\"}\n\n");
        changes++;
    }

    void bookmark(Bookmark bookmark, MapVersion seen) {
        begin("bookmark", bookmark.id(seen))
                .append("data: {\"pod_count\":")
                .append(Integer.toString(bookmark.podCount()))
                .append(",\"watch_age\":")
                .append(Long.toString(bookmark.watchAge()))
                .append("}\n\n");
    }

    /** Starts the first part of a snapshot, on which the client clears its copy. */
    void beginSnapshot(StreamStart reason) {
        append("event: snapshot\ndata: {\"first\":true,\"reason\":\"")
                .append(reason.code())
                .append("\",\"pods\":{");
    }

    /** Starts another part of a snapshot. */
    void continueSnapshot() {
        append("event: snapshot\ndata: {\"first\":false,\"pods\":{");
    }

    /** Adds an entry to the current part. */
    void entry(IpAddress ip, Pod owner) {
        append(inSnapshot ? ",\"" : "\"").append(ip.toString()).append("\":");
        text.writeBytes(owner.json());
        inSnapshot = true;
    }

    void endSnapshot() {
        inSnapshot = false;
        append("}}\n\n");
    }

    boolean isFull() {
        return text.size() >= Frame.TARGET_BYTES;
    }

    boolean isEmpty() {
        return text.size() == 0;
    }

    /** The number of changes that {@link #take} will return. */
    int changes() {
        return changes;
    }

    /** Returns the text written since the last call. */
    byte[] take() {
        byte[] taken = text.toByteArray();
        text.reset();
        changes = 0;
        return taken;
    }

    private SseText begin(String event, EventId id) {
        return append("event: ")
                .append(event)
                .append("\nid: ")
                .append(id.toString())
                .append("\n");
    }

    private SseText append(String part) {
        text.writeBytes(part.getBytes(StandardCharsets.UTF_8));
        return this;
    }
}
