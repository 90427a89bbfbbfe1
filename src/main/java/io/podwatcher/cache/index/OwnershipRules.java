package io.podwatcher.cache.index;

import io.podwatcher.model.IpAddress;
import io.podwatcher.model.Pod;
import io.podwatcher.model.Pod.Network;
import io.podwatcher.model.Pod.Stage;
import java.util.List;
import java.util.function.Predicate;

/** Decides which pods claim an address and which one owns it, as src/docs/ownership.md explains. One thread. */
final class OwnershipRules {

    private final Predicate<IpAddress> kept;
    private final NodeIps nodes;

    /**
     * @param kept which addresses may be claimed (CLUSTER_CIDR)
     * @param nodes the addresses of nodes, as their pods report them
     */
    OwnershipRules(Predicate<IpAddress> kept, NodeIps nodes) {
        this.kept = kept;
        this.nodes = nodes;
    }

    /** The addresses that a pod claims, inside CLUSTER_CIDR; none if it has finished or has no network of its own. */
    List<IpAddress> claims(Pod pod) {
        if (pod == null || pod.network() != Network.POD || pod.stage() == Stage.FINISHED) {
            return List.of();
        }
        for (IpAddress ip : pod.ips()) {
            if (!kept.test(ip)) {
                return pod.ips().stream().filter(kept).toList();
            }
        }
        return pod.ips();
    }

    /**
     * The owner of an address, or null.
     *
     * @param claimants all pods that claim it
     */
    Pod owner(IpAddress ip, List<Pod> claimants) {
        return belongsToNode(ip, claimants) ? null : owner(claimants);
    }

    /**
     * The first rule: an address that another pod reports as its hostIP belongs to a node, and any process on that node
     * may be the caller (cilium 20243). A pod may report its own address as its hostIP, where each pod is a machine.
     */
    private boolean belongsToNode(IpAddress ip, List<Pod> claimants) {
        return claimants.size() == 1 ? nodes.isNamedByAnother(ip, claimants.get(0)) : nodes.isNamed(ip);
    }

    /**
     * The other rules: a single live claimant owns the address, even if terminating pods claim it too. Without a live
     * one, a single terminating pod owns it, because its processes may still make calls. In all other cases the owner
     * is null, never a guess.
     */
    private static Pod owner(List<Pod> claimants) {
        List<Pod> candidates =
                claimants.stream().filter(pod -> pod.stage() == Stage.LIVE).toList();
        if (candidates.isEmpty()) {
            candidates = claimants;
        }
        return candidates.size() == 1 ? candidates.get(0) : null;
    }
}
