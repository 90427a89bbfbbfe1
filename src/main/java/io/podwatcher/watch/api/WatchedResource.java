package io.podwatcher.watch.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.annotation.JsonDeserialize;

/**
 * An object as lists and watches read it: its metadata, and what a subclass adds. Created for each object of a list and
 * each event, and not kept.
 *
 * <p>The deserializer annotation overrides that of the interface, which would build fabric8's full type instead.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonDeserialize(using = ValueDeserializer.None.class)
public abstract class WatchedResource implements HasMetadata, Namespaced {

    private static final long serialVersionUID = 1L;

    // managedFields are the largest part of many objects, and are not used.
    @JsonIgnoreProperties("managedFields")
    private ObjectMeta metadata;

    @Override
    public ObjectMeta getMetadata() {
        if (metadata == null) {
            // A response may lack it or have null.
            metadata = new ObjectMeta();
        }
        return metadata;
    }

    @Override
    public void setMetadata(ObjectMeta metadata) {
        this.metadata = metadata;
    }

    /** Whether it has its identity: objects are known by their UID and found by their name. */
    public boolean isIdentified() {
        ObjectMeta identity = getMetadata();
        return isGiven(identity.getUid()) && isGiven(identity.getNamespace()) && isGiven(identity.getName());
    }

    private static boolean isGiven(String text) {
        return text != null && !text.isEmpty();
    }

    @Override
    public void setApiVersion(String version) {
        // Ignored: the annotation of the subclass has the only version.
    }
}
