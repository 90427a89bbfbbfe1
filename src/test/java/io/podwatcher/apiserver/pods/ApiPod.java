package io.podwatcher.apiserver.pods;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The fields of a pod that a test sets; the rest of its 10.5 KB is from {@link PodTemplate}. Immutable. Its strings are
 * valid in Kubernetes, so none needs an escape in JSON.
 *
 * @param ips the addresses in status.podIPs, the first in status.podIP too; may be empty
 * @param phase Pending, Running, Succeeded, Failed or Unknown
 * @param node spec.nodeName
 * @param terminating whether metadata.deletionTimestamp is set
 * @param hostIps the addresses of its node in status.hostIPs, the first in status.hostIP too
 * @param sandbox the state of its network
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
        boolean terminating,
        List<String> hostIps,
        Sandbox sandbox)
        implements PodSource {

    /** Outside all ranges that tests use for pods. */
    private static final List<String> NODE_IPS = List.of("192.168.200.10");

    /** The state of the network of a pod that is not on its node's network. */
    public enum Sandbox {
        /** It has one. */
        READY,
        /** Its condition PodReadyToStartContainers is False. */
        GONE,
        /** Calico has emptied the annotations with its addresses. */
        RELEASED_BY_CALICO
    }

    /** A pod whose node and network are as usual. */
    public ApiPod(
            String namespace,
            String name,
            String uid,
            List<String> ips,
            String phase,
            String node,
            Map<String, String> labels,
            boolean hostNetwork,
            boolean terminating) {
        this(
                namespace,
                name,
                uid,
                ips,
                phase,
                node,
                labels,
                hostNetwork,
                terminating,
                hostNetwork && !ips.isEmpty() ? List.of(ips.get(0)) : NODE_IPS,
                Sandbox.READY);
    }

    /** A running pod on node-1 with the label app=name. */
    public static ApiPod running(String namespace, String name, String uid, String... ips) {
        return new ApiPod(namespace, name, uid, List.of(ips), "Running", "node-1", Map.of("app", name), false, false);
    }

    /** The same with another UID, as a watch sends it if a pod was deleted and recreated between two events. */
    public ApiPod withUid(String uid) {
        return new ApiPod(namespace, name, uid, ips, phase, node, labels, hostNetwork, terminating, hostIps, sandbox);
    }

    /** The same with these addresses and no others. */
    public ApiPod withIps(String... ips) {
        return new ApiPod(
                namespace, name, uid, List.of(ips), phase, node, labels, hostNetwork, terminating, hostIps, sandbox);
    }

    /** The same in another phase. */
    public ApiPod withPhase(String phase) {
        return new ApiPod(namespace, name, uid, ips, phase, node, labels, hostNetwork, terminating, hostIps, sandbox);
    }

    /** The same on another node. */
    public ApiPod onNode(String node) {
        return new ApiPod(namespace, name, uid, ips, phase, node, labels, hostNetwork, terminating, hostIps, sandbox);
    }

    /** The same with these labels and no others. */
    public ApiPod withLabels(Map<String, String> labels) {
        return new ApiPod(
                namespace, name, uid, ips, phase, node, Map.copyOf(labels), hostNetwork, terminating, hostIps, sandbox);
    }

    /** The same on the network of its node, whose addresses its own then are. */
    public ApiPod onHostNetwork() {
        return new ApiPod(namespace, name, uid, ips, phase, node, labels, true, terminating);
    }

    /** The same after its deletion has been requested. */
    public ApiPod beingDeleted() {
        return new ApiPod(namespace, name, uid, ips, phase, node, labels, hostNetwork, true, hostIps, sandbox);
    }

    /** The same on a node with these addresses. */
    public ApiPod withHostIps(String... hostIps) {
        return new ApiPod(
                namespace, name, uid, ips, phase, node, labels, hostNetwork, terminating, List.of(hostIps), sandbox);
    }

    /** The same with another state of its network. */
    public ApiPod withSandbox(Sandbox sandbox) {
        return new ApiPod(namespace, name, uid, ips, phase, node, labels, hostNetwork, terminating, hostIps, sandbox);
    }

    /** Whether it claims its addresses as its own: it is not on the host's network, not finished, and has a network. */
    boolean claims() {
        boolean released = terminating && sandbox == Sandbox.RELEASED_BY_CALICO;
        return !hostNetwork && !isFinished() && !released && sandbox != Sandbox.GONE;
    }

    /** Whether it names this address as its node's. */
    boolean names(String ip) {
        return !isFinished() && hostIps.contains(ip);
    }

    /** All addresses in its status. */
    List<String> addresses() {
        List<String> all = new ArrayList<>(ips);
        all.addAll(hostIps);
        return all;
    }

    private boolean isFinished() {
        return phase.equals("Succeeded") || phase.equals("Failed");
    }

    @Override
    public ApiPod pod() {
        return this;
    }

    @Override
    public Buffer json(long resourceVersion) {
        return PodTemplate.SAMPLE.json(this, resourceVersion);
    }

    @Override
    public byte[] protobuf(long resourceVersion) {
        return PodTemplate.SAMPLE.protobuf(this, resourceVersion);
    }
}
