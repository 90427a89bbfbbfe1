package io.podwatcher.watch.trigger;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.podwatcher.watch.api.WatchedResource;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * One object among those of its kind. Immutable; any thread.
 *
 * @param namespace its namespace
 * @param name its name
 * @param uid a 64-bit hash of its UID, which differs for another object of the same name; the text takes 80 bytes
 */
record ObjectId(String namespace, String name, long uid) {

    /** The ID of an object that has its identity. Its namespace is one text for all objects. */
    static ObjectId of(WatchedResource object) {
        ObjectMeta metadata = object.getMetadata();
        byte[] uid = metadata.getUid().getBytes(StandardCharsets.UTF_8);
        return new ObjectId(
                metadata.getNamespace().intern(),
                metadata.getName(),
                UUID.nameUUIDFromBytes(uid).getLeastSignificantBits());
    }
}
