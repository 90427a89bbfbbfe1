package io.podwatcher.watch.api;

import java.util.Optional;

/**
 * Which pods the API server is asked for.
 *
 * @param namespace the only namespace; empty for all
 * @param labelSelector a selector in the Kubernetes syntax; empty for all
 * @param node the only node; empty for all
 */
public record PodScope(Optional<String> namespace, Optional<String> labelSelector, Optional<String> node) {

    /**
     * The field selector of lists and watches, in the Kubernetes syntax: both must ask for the same pods. Finished pods
     * are left out by the API server itself.
     */
    public String fieldSelector() {
        String unfinished = "status.phase!=Succeeded,status.phase!=Failed";
        return node.map(name -> unfinished + ",spec.nodeName=" + name).orElse(unfinished);
    }
}
