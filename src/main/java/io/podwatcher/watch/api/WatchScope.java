package io.podwatcher.watch.api;

import java.util.Arrays;
import java.util.Optional;

/**
 * Selects the objects to list and watch. Immutable; any thread.
 *
 * @param namespace the only namespace; empty for all
 * @param labelSelector a selector in the Kubernetes syntax; empty for all labels
 * @param fieldSelector a selector in the Kubernetes syntax; empty for all fields
 */
public record WatchScope(Optional<String> namespace, Optional<String> labelSelector, Optional<String> fieldSelector) {

    private static final String NODE = "spec.nodeName=";

    /** All objects of a kind. */
    public static final WatchScope ALL = new WatchScope(Optional.empty(), Optional.empty(), Optional.empty());

    /** Whether it may leave out objects of a kind that others would watch. */
    public boolean isLimited() {
        return namespace.isPresent() || labelSelector.isPresent() || node().isPresent();
    }

    /** The only node whose pods are selected; empty for all. */
    public Optional<String> node() {
        return fieldSelector.flatMap(selector -> Arrays.stream(selector.split(","))
                .filter(field -> field.startsWith(NODE))
                .map(field -> field.substring(NODE.length()))
                .findFirst());
    }

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
                Optional.of(node.map(name -> unfinished + "," + NODE + name).orElse(unfinished)));
    }
}
