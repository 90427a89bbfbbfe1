package io.podwatcher.model;

import java.util.List;

/**
 * One pod as the map holds it: the fields that decide who owns an IP, and the answer, already encoded. Up to 150,000 of
 * these are in memory, so it has no field for what only the encoded answer needs. Immutable; any thread.
 *
 * @param uid the pod's identity; a name can be reused by another pod, a UID cannot
 * @param namespace the pod's namespace
 * @param name the pod's name within its namespace
 * @param node the node it is bound to, empty before scheduling
 * @param serviceAccount the service account it runs as, empty when the API server has not sent one
 * @param ips status.podIPs and status.podIP, each address once; empty before the kubelet has reported them
 * @param hostIps status.hostIPs and status.hostIP, each address once: the addresses of its node, whichever network the
 *     pod uses; empty before the kubelet has reported them
 * @param network whose addresses the IPs are
 * @param stage the stage of its life, as far as it matters for its IPs
 * @param json the body of {@code GET /pod} for it, UTF-8; written once, never changed, shared by all answers
 */
public record Pod(
        String uid,
        String namespace,
        String name,
        String node,
        String serviceAccount,
        List<IpAddress> ips,
        List<IpAddress> hostIps,
        Network network,
        Stage stage,
        byte[] json) {

    /** Whose addresses a pod's IPs are. */
    public enum Network {
        /** The pod's own. */
        POD,
        /** The node's, shared by everything that runs there with {@code hostNetwork: true}. */
        HOST,
        /** Not this pod's, perhaps another's by now: it has no network, though its status keeps the last IPs. */
        NONE
    }

    /** The stage of a pod's life. */
    public enum Stage {
        /** Neither deleted nor finished, including pods that have yet to start. */
        LIVE,
        /** Deletion has been requested; its processes may still run and make calls. */
        TERMINATING,
        /** Phase Succeeded or Failed: no process runs, though the IP stays in its status (kubernetes 92697). */
        FINISHED
    }

    /** The same pod with another body. */
    public Pod withJson(byte[] other) {
        return new Pod(uid, namespace, name, node, serviceAccount, ips, hostIps, network, stage, other);
    }

    /** Identifies the pod without its body, for logs. */
    @Override
    public String toString() {
        return namespace + "/" + name + " (uid " + uid + ", " + stage + ", ips " + ips + ")";
    }
}
