package io.podwatcher.watch;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.podwatcher.watch.lifecycle.ResourceVersion;
import io.podwatcher.watch.pod.PodResource;

/**
 * What must be remembered of a pod to recognize its next state: who it is, and which state was seen. There is one for
 * each pod, so it holds no string of its own: those it refers to are the map's. Equal by namespace and name, and so its
 * own key in a map. Immutable; any thread.
 */
final class KnownPod {

    private final String namespace;
    private final String name;
    private final String uid;

    /** As a number; a version that is none equals no other, so that the next state counts as changed. */
    private final long version;

    private KnownPod(String namespace, String name, String uid, long version) {
        this.namespace = namespace;
        this.name = name;
        this.uid = uid;
        this.version = version;
    }

    /** Of a pod that may lack its namespace, name or UID. */
    static KnownPod of(PodResource pod) {
        ObjectMeta metadata = pod.getMetadata();
        return new KnownPod(
                text(metadata.getNamespace()).intern(),
                text(metadata.getName()),
                text(metadata.getUid()),
                ResourceVersion.number(metadata.getResourceVersion()));
    }

    private static String text(String text) {
        return text == null ? "" : text;
    }

    String uid() {
        return uid;
    }

    boolean isSamePod(KnownPod other) {
        return uid.equals(other.uid);
    }

    /** Whether both are the same state of the same pod. */
    boolean isSameState(KnownPod other) {
        return version != ResourceVersion.NOT_A_NUMBER && version == other.version && isSamePod(other);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof KnownPod pod && namespace.equals(pod.namespace) && name.equals(pod.name);
    }

    @Override
    public int hashCode() {
        return 31 * namespace.hashCode() + name.hashCode();
    }
}
