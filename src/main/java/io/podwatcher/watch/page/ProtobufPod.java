package io.podwatcher.watch.page;

import static io.podwatcher.watch.page.ProtobufMessage.BYTES;

import io.podwatcher.watch.pod.PodResource;
import java.io.IOException;

/**
 * Reads a pod in protobuf with the same result as in JSON. Go's protobuf writes an unset string or number as an empty
 * one, which its JSON omits from most fields; fields for which JSON writes the empty string are empty here too. The
 * numbers of the fields are those of k8s.io/api/core/v1/generated.proto (Pod). One thread per message.
 */
final class ProtobufPod {

    private static final int METADATA = 1 << 3 | BYTES;
    private static final int SPEC = 2 << 3 | BYTES;
    private static final int STATUS = 3 << 3 | BYTES;

    private ProtobufPod() {}

    /** Reads the fields of a pod up to the end of the message that has been entered. */
    static PodResource read(ProtobufMessage message) throws IOException {
        PodResource pod = new PodResource();
        for (int tag = message.next(); tag != 0; tag = message.next()) {
            switch (tag) {
                case METADATA -> pod.setMetadata(ProtobufMetadata.read(message));
                case SPEC -> pod.setSpec(ProtobufSpec.read(message));
                case STATUS -> pod.setStatus(ProtobufStatus.read(message));
                default -> message.skip(tag);
            }
        }
        return pod;
    }
}
