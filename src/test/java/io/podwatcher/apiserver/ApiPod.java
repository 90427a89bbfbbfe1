package io.podwatcher.apiserver;

import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Map;

/**
 * A pod as a test says it; the rest of its 10.5 KB comes from {@link PodTemplate}. Immutable. The strings are such as
 * Kubernetes permits, so that none needs an escape in JSON.
 *
 * @param ips the addresses in status.podIPs, the first in status.podIP too; may be empty
 * @param phase Pending, Running, Succeeded, Failed or Unknown
 * @param node spec.nodeName
 * @param terminating whether metadata.deletionTimestamp is set
 */
public record ApiPod(
        String namespace,
        String name,
        String uid,
        List<String> ips,
        String phase,
        String node,
        Map<String, String> labels,
        boolean hostNetwork,
        boolean terminating)
        implements PodSource {

    /** A running pod on node-1 with the label app=name. */
    public static ApiPod running(String namespace, String name, String uid, String... ips) {
        return new ApiPod(namespace, name, uid, List.of(ips), "Running", "node-1", Map.of("app", name), false, false);
    }

    /** The same with another UID: what a watch tells when one was deleted and created again between two events. */
    public ApiPod withUid(String uid) {
        return new ApiPod(namespace, name, uid, ips, phase, node, labels, hostNetwork, terminating);
    }

    /** The same with these addresses and no others. */
    public ApiPod withIps(String... ips) {
        return new ApiPod(namespace, name, uid, List.of(ips), phase, node, labels, hostNetwork, terminating);
    }

    /** The same in another phase. */
    public ApiPod withPhase(String phase) {
        return new ApiPod(namespace, name, uid, ips, phase, node, labels, hostNetwork, terminating);
    }

    /** The same on another node. */
    public ApiPod onNode(String node) {
        return new ApiPod(namespace, name, uid, ips, phase, node, labels, hostNetwork, terminating);
    }

    /** The same with these labels and no others. */
    public ApiPod withLabels(Map<String, String> labels) {
        return new ApiPod(namespace, name, uid, ips, phase, node, Map.copyOf(labels), hostNetwork, terminating);
    }

    /** The same on the network of its node, whose addresses its own then are. */
    public ApiPod onHostNetwork() {
        return new ApiPod(namespace, name, uid, ips, phase, node, labels, true, terminating);
    }

    /** The same after somebody has asked for its deletion. */
    public ApiPod beingDeleted() {
        return new ApiPod(namespace, name, uid, ips, phase, node, labels, hostNetwork, true);
    }

    /** Whether it claims its addresses as its own: neither on the host's network nor finished. */
    boolean claims() {
        return !hostNetwork && !phase.equals("Succeeded") && !phase.equals("Failed");
    }

    @Override
    public ApiPod pod() {
        return this;
    }

    @Override
    public Buffer json(long resourceVersion) {
        return PodTemplate.SAMPLE.json(this, resourceVersion);
    }
}
