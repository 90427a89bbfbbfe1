package io.podwatcher.watch.api;

import io.fabric8.kubernetes.api.model.HasMetadata;

/**
 * A kind of objects to list and watch. Immutable; any thread.
 *
 * @param type what one object is read as; its annotations name group, version, kind and plural
 */
public record ResourceKind<R extends HasMetadata>(Class<R> type) {

    /** The kind of one object, for example Pod. */
    public String kind() {
        return HasMetadata.getKind(type);
    }

    /** The kind of a list of these objects. */
    public String listKind() {
        return kind() + "List";
    }

    /** The value of apiVersion. */
    public String apiVersion() {
        return HasMetadata.getApiVersion(type);
    }

    /** The path of the group and version below the API server's address. */
    public String path() {
        return (HasMetadata.getGroup(type).isEmpty() ? "api/" : "apis/") + apiVersion();
    }

    /** The last part of the path of a list. */
    public String plural() {
        return HasMetadata.getPlural(type);
    }
}
