package io.podwatcher.apiserver;

import io.podwatcher.apiserver.pods.ObjectKind;
import io.podwatcher.apiserver.pods.Version;
import io.podwatcher.apiserver.wire.HttpWire;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;

/** Writes one list as fast as the client reads. On the event loop of its connection. */
final class ListStream {

    /** Large enough that a write costs little beside its bytes. */
    private static final int CHUNK = 64 * 1024;

    private final HttpWire wire;
    private final ObjectKind kind;
    private final List<Version> pods;
    private Optional<Fault> fault;
    private int written;

    ListStream(HttpWire wire, ObjectKind kind, List<Version> pods, Optional<Fault> fault) {
        this.wire = wire;
        this.kind = kind;
        this.pods = pods;
        this.fault = fault;
    }

    /**
     * Begins the answer.
     *
     * @param metadata of the list
     */
    void start(JsonObject metadata) {
        wire.begin();
        wire.write(wire.format().listHead(kind, metadata, pods.stream().mapToInt(pod -> item(pod).length)));
        wire.onDrain(this::pump);
        pump();
    }

    private void pump() {
        while (wire.ready()) {
            if (fault.filter(armed -> armed.isDueAfter(written)).isPresent()) {
                Fault due = fault.get();
                fault = Optional.empty();
                due.strike(wire);
            } else if (written < pods.size()) {
                writeChunk();
            } else {
                wire.write(wire.format().listTail());
                wire.end();
            }
        }
    }

    private void writeChunk() {
        int end = (int) Math.min(
                pods.size(),
                written + (long) fault.map(armed -> armed.left(written)).orElse(Integer.MAX_VALUE));
        Buffer chunk = Buffer.buffer(CHUNK + 12 * 1024);
        while (written < end && chunk.length() < CHUNK) {
            wire.format().appendItem(chunk, item(pods.get(written)), written == 0);
            written++;
        }
        wire.write(chunk);
    }

    private byte[] item(Version pod) {
        return wire.format().item(pod.source(), pod.resourceVersion());
    }
}
