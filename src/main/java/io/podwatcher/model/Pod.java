package io.podwatcher.model;

import java.util.List;

/**
 * What the map needs to know of one pod: what decides who owns an IP, and the answer to give, already encoded. There
 * are up to 150,000 of these in memory, so it holds nothing that the encoded answer can tell. Immutable; any thread.
 *
 * @param uid the pod's identity; a name can be given to another pod, a UID cannot
 * @param namespace the pod's namespace
 * @param name the pod's name within its namespace
 * @param node the node it is bound to, empty before scheduling
 * @param serviceAccount the service account it runs as, empty when the API server has not sent one
 * @param ips status.podIPs and status.podIP, each address once; empty before the kubelet has reported them
 * @param hostIps status.hostIPs and status.hostIP, each address once: those of its node, whichever network it uses;
 *     empty before the kubelet has reported them
 * @param network whose the IPs are
 * @param stage how far the pod is in its life, as far as that decides about its IPs
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
        /** Nobody's, or another pod's by now: this one has no network, though its status keeps the last IPs. */
        NONE
    }

    /** How far a pod is in its life. */
    public enum Stage {
        /** Neither deleted nor finished, including pods that have yet to start. */
        LIVE,
        /** Deletion has been asked for; its processes may still run and call. */
        TERMINATING,
        /** Phase Succeeded or Failed: no process is left, though the IP stays in its status (kubernetes 92697). */
        FINISHED
    }

    /** Says which pod this is without its body, for logs. */
    @Override
    public String toString() {
        return namespace + "/" + name + " (uid " + uid + ", " + stage + ", ips " + ips + ")";
    }
}
