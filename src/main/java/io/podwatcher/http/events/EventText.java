package io.podwatcher.http.events;

import io.podwatcher.model.IpAddress;
import io.podwatcher.model.Pod;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Events as they are written, one after another, until they fill a chunk. One thread. */
final class EventText {

    /** Large enough that compression and system calls are worth it, small enough to hold for a client that does not read. */
    static final int CHUNK = 64 * 1024;

    private final ByteArrayOutputStream text = new ByteArrayOutputStream(CHUNK + CHUNK / 4);
    private final String instance;
    private int events;
    private boolean inSnapshot;

    /**
     * @param instance which map it tells of
     */
    EventText(String instance) {
        this.instance = instance;
    }

    /** How long a client that has lost the connection waits before it comes back. */
    EventText retry() {
        return append("retry: 1000\n\n");
    }

    /** This pod owns the IP now. */
    void pod(IpAddress ip, Pod owner, long position) {
        head("pod", position).append("data: {\"ip\":\"").append(ip.toString()).append("\",\"pod\":");
        text.writeBytes(owner.json());
        append("}\n\n");
        events++;
    }

    /** No pod that one would be told of owns the IP now. */
    void deleted(IpAddress ip, long position) {
        head("deleted", position)
                .append("data: {\"ip\":\"")
                .append(ip.toString())
                .append("\"}\n\n");
        events++;
    }

    /** All up to here has been told. */
    EventText bookmark(long position, int ownedIps, long age) {
        return head("bookmark", position)
                .append("data: {\"pod_count\":")
                .append(Integer.toString(ownedIps))
                .append(",\"watch_age\":")
                .append(Long.toString(age))
                .append("}\n\n");
    }

    /** The first part of all pods begins; what the client knows is to be forgotten. */
    EventText firstSnapshot(Beginning why) {
        return append("event: snapshot\ndata: {\"first\":true,\"reason\":\"")
                .append(why.word())
                .append("\",\"pods\":{");
    }

    /** Another part of all pods begins. */
    EventText nextSnapshot() {
        return append("event: snapshot\ndata: {\"first\":false,\"pods\":{");
    }

    /** One entry of the part that has begun. */
    void entry(IpAddress ip, Pod owner) {
        append(inSnapshot ? ",\"" : "\"").append(ip.toString()).append("\":");
        text.writeBytes(owner.json());
        inSnapshot = true;
    }

    EventText endSnapshot() {
        inSnapshot = false;
        return append("}}\n\n");
    }

    boolean isFull() {
        return text.size() >= CHUNK;
    }

    boolean isEmpty() {
        return text.size() == 0;
    }

    /** How many changes are told in what is taken next. */
    int events() {
        return events;
    }

    /** What has been written since it was last taken. */
    byte[] take() {
        byte[] taken = text.toByteArray();
        text.reset();
        events = 0;
        return taken;
    }

    private EventText head(String event, long position) {
        return append("event: ")
                .append(event)
                .append("\nid: ")
                .append(new Position(instance, position).toString())
                .append("\n");
    }

    private EventText append(String words) {
        text.writeBytes(words.getBytes(StandardCharsets.UTF_8));
        return this;
    }
}
