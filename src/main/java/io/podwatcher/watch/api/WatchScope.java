package io.podwatcher.watch.api;

import java.util.Optional;

/**
 * Selects the objects to list and watch. Immutable; any thread.
 *
 * @param namespace the only namespace; empty for all
 * @param labelSelector a selector in the Kubernetes syntax; empty for all labels
 * @param fieldSelector a selector in the Kubernetes syntax; empty for all fields
 */
public record WatchScope(Optional<String> namespace, Optional<String> labelSelector, Optional<String> fieldSelector) {

    /** All objects of a kind. */
    public static final WatchScope ALL = new WatchScope(Optional.empty(), Optional.empty(), Optional.empty());

    /**
     * Selects pods. The API server itself leaves out finished ones.
     *
     * @param node the only node; empty for all
     */
    public static WatchScope ofPods(Optional<String> namespace, Optional<String> labelSelector, Optional<String> node) {
        String unfinished = "status.phase!=Succeeded,status.phase!=Failed";
        return new WatchScope(
                namespace,
                labelSelector,
                Optional.of(
                        node.map(name -> unfinished + ",spec.nodeName=" + name).orElse(unfinished)));
    }
}
