package io.podwatcher.cache;

import io.podwatcher.messages.lookup.LookupResult;
import io.podwatcher.messages.map.MapSize;
import io.podwatcher.model.IpAddress;
import io.podwatcher.model.Pod;
import io.podwatcher.model.Pod.Network;
import io.podwatcher.model.Pod.Stage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The map: decides which pod owns which IP. Pods are keyed by UID, never by name or IP, so that no event of one pod can
 * remove another. A lookup costs O(1), a change O(addresses of that pod). Plain code without I/O; one thread.
 */
final class PodIndex {

    private final Predicate<IpAddress> kept;
    private final Consumer<IpAddress> changed;
    private final Map<String, Pod> byUid = new HashMap<>();
    private final IpTable owners = new IpTable();
    private final Map<String, IpTable> ownersByNamespace = new HashMap<>();

    /** All claimants of each address that is claimed by anyone besides its owner. */
    private final Map<IpAddress, List<Pod>> contested = new HashMap<>();

    private final NodeIps nodes = new NodeIps();
    private final AnswerBudget budget;
    private int ambiguous;

    /**
     * @param kept which addresses may be claimed (CLUSTER_CIDR)
     * @param budget bounds the answers of all pods
     */
    PodIndex(Predicate<IpAddress> kept, AnswerBudget budget) {
        this(kept, budget, ip -> {});
    }

    /**
     * @param changed called with each address whose owner changes, or whose owner's answer changes
     */
    PodIndex(Predicate<IpAddress> kept, AnswerBudget budget, Consumer<IpAddress> changed) {
        this.kept = kept;
        this.budget = budget;
        this.changed = changed;
    }

    /** The pod exists and looks like this now. */
    void put(Pod pod) {
        Pod before = byUid.get(pod.uid());
        Pod now = budget.fit(before, pod);
        byUid.put(now.uid(), now);
        replace(before, now);
    }

    /** The pod is gone. Does nothing if it is not known. */
    void remove(String uid) {
        Pod before = byUid.remove(uid);
        if (before != null) {
            replace(before, null);
        }
    }

    private void replace(Pod before, Pod now) {
        budget.grow(AnswerBudget.size(now) - AnswerBudget.size(before));
        List<IpAddress> claimed = claims(now);
        Set<IpAddress> affected = new HashSet<>(claimed);
        affected.addAll(claims(before));
        if (!named(before).equals(named(now))) {
            // Other pods may claim the addresses that this pod names as its node's.
            affected.addAll(named(before));
            affected.addAll(named(now));
        }
        affected.forEach(ip -> ambiguous -= isAmbiguous(ip) ? 1 : 0);
        if (before != null) {
            nodes.remove(before);
        }
        if (now != null) {
            nodes.add(now);
        }
        String uid = before == null ? now.uid() : before.uid();
        for (IpAddress ip : affected) {
            decide(ip, uid, claimed.contains(ip) ? now : null);
            ambiguous += isAmbiguous(ip) ? 1 : 0;
        }
    }

    private static List<IpAddress> named(Pod pod) {
        return pod == null ? List.of() : NodeIps.named(pod);
    }

    /** The addresses that a pod claims: its own ones inside the kept range, as long as its processes may use them. */
    private List<IpAddress> claims(Pod pod) {
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
     * Decides who owns an address.
     *
     * @param uid the pod that has changed
     * @param claimant that pod as it is now if it claims the address, otherwise null
     */
    private void decide(IpAddress ip, String uid, Pod claimant) {
        List<Pod> claimants = new ArrayList<>(claimants(ip));
        claimants.removeIf(pod -> pod.uid().equals(uid));
        if (claimant != null) {
            claimants.add(claimant);
        }
        Pod owner = isNodes(ip, claimants) ? null : owner(claimants);
        if (claimants.isEmpty() || claimants.size() == 1 && owner != null) {
            contested.remove(ip);
        } else {
            contested.put(ip, claimants);
        }
        own(ip, owner);
    }

    private boolean isAmbiguous(IpAddress ip) {
        return contested.containsKey(ip) && owners.get(ip) == null && !nodes.isNamed(ip);
    }

    private List<Pod> claimants(IpAddress ip) {
        List<Pod> several = contested.get(ip);
        if (several != null) {
            return several;
        }
        Pod one = owners.get(ip);
        return one == null ? List.of() : List.of(one);
    }

    /**
     * The first rule: an address that another pod names as its node's is a node's, and any process there may be calling
     * (cilium 20243). A pod may name its own address as its node's, as it does where each pod is a machine.
     */
    private boolean isNodes(IpAddress ip, List<Pod> claimants) {
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

    private void own(IpAddress ip, Pod owner) {
        Pod before = owners.get(ip);
        if (!isUnchanged(before, owner)) {
            changed.accept(ip);
        }
        if (before != null && (owner == null || !owner.namespace().equals(before.namespace()))) {
            IpTable namespace = ownersByNamespace.get(before.namespace());
            namespace.remove(ip);
            if (namespace.size() == 0) {
                ownersByNamespace.remove(before.namespace());
            }
        }
        if (owner == null) {
            owners.remove(ip);
            return;
        }
        owners.put(ip, owner);
        ownersByNamespace
                .computeIfAbsent(owner.namespace(), name -> new IpTable())
                .put(ip, owner);
    }

    /** Whether owner and answer are the same: a full relist reports many unchanged pods. */
    private static boolean isUnchanged(Pod before, Pod now) {
        return before == now
                || before != null
                        && now != null
                        && before.uid().equals(now.uid())
                        && Arrays.equals(before.json(), now.json());
    }

    /** The owner of the address, or why there is none. */
    LookupResult lookup(IpAddress ip) {
        Pod owner = owners.get(ip);
        if (owner != null) {
            return new LookupResult.Owned(owner);
        }
        if (isAmbiguous(ip)) {
            return LookupResult.Refused.AMBIGUOUS;
        }
        return nodes.contains(ip) ? LookupResult.Refused.HOST_NETWORK : LookupResult.Refused.NOT_FOUND;
    }

    /** The pod with this UID, or null. */
    Pod pod(String uid) {
        return byUid.get(uid);
    }

    /** The UIDs of all known pods, whether they own an address or not. */
    Set<String> uids() {
        return Collections.unmodifiableSet(byUid.keySet());
    }

    MapSize size() {
        return new MapSize(byUid.size(), owners.size(), ambiguous);
    }

    /**
     * Reads owned addresses and their owners, in an order that depends on the addresses alone.
     *
     * @param namespace whose pods, or null for all
     * @param after the address to continue after, or null for the start
     * @param max how many to read
     * @param reader receives each entry; returns whether to continue
     * @return the last address read if there are more after it, otherwise null
     */
    IpAddress page(String namespace, IpAddress after, int max, BiPredicate<IpAddress, Pod> reader) {
        IpTable table = namespace == null ? owners : ownersByNamespace.get(namespace);
        return table == null ? null : table.page(after, max, reader);
    }
}
