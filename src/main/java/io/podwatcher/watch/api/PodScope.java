package io.podwatcher.watch.api;

import java.util.Optional;

/**
 * Selects the pods to list and watch. Immutable; any thread.
 *
 * @param namespace the only namespace; empty for all
 * @param labelSelector a selector in the Kubernetes syntax; empty for all
 * @param node the only node; empty for all
 */
public record PodScope(Optional<String> namespace, Optional<String> labelSelector, Optional<String> node) {

    /**
     * The field selector of lists and watches, in the Kubernetes syntax; both must select the same pods. The API server
     * itself leaves out finished pods.
     */
    public String fieldSelector() {
        String unfinished = "status.phase!=Succeeded,status.phase!=Failed";
        return node.map(name -> unfinished + ",spec.nodeName=" + name).orElse(unfinished);
    }
}
