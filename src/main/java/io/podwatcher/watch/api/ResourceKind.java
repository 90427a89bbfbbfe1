package io.podwatcher.watch.api;

import io.fabric8.kubernetes.api.model.HasMetadata;

/**
 * A kind of objects to list and watch. Immutable; any thread.
 *
 * @param type what one object is read as; its annotations name group, version and plural
 * @param group the API group; empty for the core group
 * @param noun what one object is called in messages and thread names, for example {@code pod}
 */
public record ResourceKind<R extends HasMetadata>(
        Class<R> type, String group, String version, String kind, String plural, String noun) {

    /** The value of apiVersion. */
    public String apiVersion() {
        return group.isEmpty() ? version : group + "/" + version;
    }

    /** The kind of a list of these objects. */
    public String listKind() {
        return kind + "List";
    }

    /** The path of the group and version below the API server's address. */
    public String path() {
        return (group.isEmpty() ? "api/" : "apis/" + group + "/") + version;
    }
}
