package io.podwatcher.watch.page;

import static io.podwatcher.watch.page.ProtobufMessage.BYTES;
import static io.podwatcher.watch.page.ProtobufMessage.VARINT;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.OwnerReference;
import java.io.IOException;
import java.util.Map;

/**
 * Reads the metadata of a pod. The numbers of the fields are those of
 * k8s.io/apimachinery/pkg/apis/meta/v1/generated.proto (ObjectMeta, OwnerReference). One thread per message.
 */
final class ProtobufMetadata {

    private static final int NAME = 1 << 3 | BYTES;
    private static final int NAMESPACE = 3 << 3 | BYTES;
    private static final int UID = 5 << 3 | BYTES;
    private static final int RESOURCE_VERSION = 6 << 3 | BYTES;
    private static final int DELETION_TIMESTAMP = 9 << 3 | BYTES;
    private static final int LABELS = 11 << 3 | BYTES;
    private static final int ANNOTATIONS = 12 << 3 | BYTES;
    private static final int OWNER_REFERENCES = 13 << 3 | BYTES;

    private static final int ENTRY_KEY = 1 << 3 | BYTES;
    private static final int ENTRY_VALUE = 2 << 3 | BYTES;

    private static final int OWNER_KIND = 1 << 3 | BYTES;
    private static final int OWNER_NAME = 3 << 3 | BYTES;
    private static final int OWNER_CONTROLLER = 6 << 3 | VARINT;

    private ProtobufMetadata() {}

    /** Reads the message whose tag has been read. */
    static ObjectMeta read(ProtobufMessage message) throws IOException {
        ObjectMeta metadata = new ObjectMeta();
        int outer = message.begin();
        for (int tag = message.next(); tag != 0; tag = message.next()) {
            switch (tag) {
                case NAME -> metadata.setName(message.stringOrNull());
                case NAMESPACE -> metadata.setNamespace(message.stringOrNull());
                case UID -> metadata.setUid(message.stringOrNull());
                case RESOURCE_VERSION -> metadata.setResourceVersion(message.stringOrNull());
                case DELETION_TIMESTAMP -> metadata.setDeletionTimestamp(ProtobufTime.read(message));
                case LABELS -> entry(message, metadata.getLabels());
                case ANNOTATIONS -> entry(message, metadata.getAnnotations());
                case OWNER_REFERENCES -> metadata.getOwnerReferences().add(ownerReference(message));
                default -> message.skip(tag);
            }
        }
        message.end(outer);
        return metadata;
    }

    private static void entry(ProtobufMessage message, Map<String, String> map) throws IOException {
        String key = "";
        String value = "";
        int outer = message.begin();
        for (int tag = message.next(); tag != 0; tag = message.next()) {
            switch (tag) {
                case ENTRY_KEY -> key = message.string();
                case ENTRY_VALUE -> value = message.string();
                default -> message.skip(tag);
            }
        }
        message.end(outer);
        map.put(key, value);
    }

    private static OwnerReference ownerReference(ProtobufMessage message) throws IOException {
        OwnerReference owner = new OwnerReference();
        owner.setKind("");
        owner.setName("");
        int outer = message.begin();
        for (int tag = message.next(); tag != 0; tag = message.next()) {
            switch (tag) {
                case OWNER_KIND -> owner.setKind(message.string());
                case OWNER_NAME -> owner.setName(message.string());
                case OWNER_CONTROLLER -> owner.setController(message.bool());
                default -> message.skip(tag);
            }
        }
        message.end(outer);
        return owner;
    }
}
