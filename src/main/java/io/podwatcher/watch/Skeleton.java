package io.podwatcher.watch;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.podwatcher.watch.pod.PodResource;
import java.util.Objects;

/**
 * What must be remembered of a pod to recognize its next state: who it is, and which state was seen. There is one for each
 * pod, so it holds no string of its own: those it refers to are the map's. Equal by namespace and name, and so its own
 * key in a map. Immutable; any thread.
 */
final class Skeleton {

    /** Of a version that is not a plain number: it equals none, so that the next state counts as changed. */
    private static final long UNKNOWN = -1;

    /** Of no pod at all, and told as it is: no version that a server gives equals it. */
    private static final long OUTDATED = -2;

    private final String namespace;
    private final String name;
    private final String uid;
    private final long version;

    private Skeleton(String namespace, String name, String uid, long version) {
        this.namespace = namespace;
        this.name = name;
        this.uid = uid;
        this.version = version;
    }

    static Skeleton of(PodResource pod) {
        ObjectMeta metadata = pod.getMetadata();
        return new Skeleton(
                text(metadata.getNamespace()).intern(),
                text(metadata.getName()),
                metadata.getUid(),
                version(metadata.getResourceVersion()));
    }

    /** Any pod of this key; it equals the one that is remembered. */
    static Skeleton of(String key) {
        int slash = key.indexOf('/');
        return new Skeleton(key.substring(0, slash), key.substring(slash + 1), null, UNKNOWN);
    }

    String key() {
        return namespace + '/' + name;
    }

    /** Whether both are the same state of the same pod. */
    boolean isSameState(Skeleton other) {
        return version != UNKNOWN && version == other.version && uid != null && uid.equals(other.uid);
    }

    boolean isOf(PodResource pod) {
        return Objects.equals(uid, pod.getMetadata().getUid());
    }

    /**
     * The same pod in a state that equals no other one. The informer compares nothing but versions: it would take two states
     * without one for the same state, and so two pods whose versions are the same by chance.
     */
    Skeleton outdated() {
        return new Skeleton(namespace, name, uid, OUTDATED);
    }

    /** As the informer wants it. At the end of a list it asks for all of them at once, so each takes next to nothing. */
    PodResource pod() {
        return new Outline(this);
    }

    private ObjectMeta metadata() {
        ObjectMeta metadata = new ObjectMeta();
        metadata.setNamespace(namespace);
        metadata.setName(name);
        metadata.setUid(uid);
        metadata.setResourceVersion(version == UNKNOWN ? null : Long.toString(version));
        return metadata;
    }

    /** A pod of which nothing but the skeleton is known. Its metadata is made when it is looked at, and not kept. */
    private static final class Outline extends PodResource {

        private static final long serialVersionUID = 1L;

        private final transient Skeleton skeleton;

        private Outline(Skeleton skeleton) {
            this.skeleton = skeleton;
        }

        @Override
        public ObjectMeta getMetadata() {
            return skeleton.metadata();
        }
    }

    private static String text(String text) {
        return text == null ? "" : text;
    }

    private static long version(String text) {
        return text != null && text.matches("0|[1-9][0-9]{0,17}") ? Long.parseLong(text) : UNKNOWN;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Skeleton skeleton && namespace.equals(skeleton.namespace) && name.equals(skeleton.name);
    }

    @Override
    public int hashCode() {
        return 31 * namespace.hashCode() + name.hashCode();
    }
}
