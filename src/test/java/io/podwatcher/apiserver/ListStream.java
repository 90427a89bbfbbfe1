package io.podwatcher.apiserver;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;

/** Writes one list as fast as the client reads. On the event loop of its connection. */
final class ListStream {

    /** Large enough that a write costs little beside its bytes. */
    private static final int CHUNK = 64 * 1024;

    private final Wire wire;
    private final List<Version> pods;
    private Optional<Fault> fault;
    private int written;

    ListStream(Wire wire, List<Version> pods, Optional<Fault> fault) {
        this.wire = wire;
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
        wire.write(Buffer.buffer(
                "{\"kind\":\"PodList\",\"apiVersion\":\"v1\",\"metadata\":" + metadata.encode() + ",\"items\":["));
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
                wire.write(Buffer.buffer("]}\n"));
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
            Version pod = pods.get(written);
            if (written > 0) {
                chunk.appendByte((byte) ',');
            }
            chunk.appendBuffer(pod.source().json(pod.resourceVersion()));
            written++;
        }
        wire.write(chunk);
    }
}
