package io.podwatcher.watch;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.podwatcher.watch.lifecycle.ResourceVersion;
import io.podwatcher.watch.pod.PodResource;

/**
 * The identity and version of a pod, which suffice to recognize its next state. There is one for each pod, so it shares
 * its strings with the map. Equal by namespace and name, so that it can be its own key. Immutable; any thread.
 */
final class KnownPod {

    private final String namespace;
    private final String name;
    private final String uid;

    /**
     * The version, or NOT_A_NUMBER, which matches no version a server sends, so that the next state counts as changed.
     */
    private final long version;

    private KnownPod(String namespace, String name, String uid, long version) {
        this.namespace = namespace;
        this.name = name;
        this.uid = uid;
        this.version = version;
    }

    /** Takes a pod that may lack its namespace, name or UID. */
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
