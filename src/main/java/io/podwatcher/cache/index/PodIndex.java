package io.podwatcher.cache.index;

import io.podwatcher.messages.lookup.LookupResult;
import io.podwatcher.messages.map.MapSize;
import io.podwatcher.model.IpAddress;
import io.podwatcher.model.Pod;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The map: which pod owns which IP, by {@link OwnershipRules}. Pods are keyed by UID, so that no event of one pod can
 * remove another. A lookup costs O(1), a change O(addresses of that pod). Plain code without I/O; one thread.
 */
public final class PodIndex {

    private final OwnerListener listener;
    private final Map<String, Pod> byUid = new HashMap<>();
    private final OwnedIps owners = new OwnedIps();

    /** All claimants of each address that anyone besides its owner claims. Immutable: other threads read them. */
    private final Map<IpAddress, List<Pod>> contested = new HashMap<>();

    private final NodeIps nodes = new NodeIps();
    private final OwnershipRules rules;
    private final AnswerBudget budget;
    private int ambiguous;

    /**
     * @param kept which addresses may be claimed (CLUSTER_CIDR)
     * @param budget bounds the answers of all pods
     */
    public PodIndex(Predicate<IpAddress> kept, AnswerBudget budget) {
        this(kept, budget, ip -> {});
    }

    /**
     * @param listener receives each change
     */
    public PodIndex(Predicate<IpAddress> kept, AnswerBudget budget, OwnerListener listener) {
        this.rules = new OwnershipRules(kept, nodes);
        this.budget = budget;
        this.listener = listener;
    }

    /** The pod exists and looks like this now. */
    public void put(Pod pod) {
        Pod before = byUid.get(pod.uid());
        Pod now = budget.fit(before, pod);
        byUid.put(now.uid(), now);
        replace(before, now);
    }

    /** The pod is gone. Does nothing if it is not known. */
    public void remove(String uid) {
        Pod before = byUid.remove(uid);
        if (before != null) {
            replace(before, null);
        }
    }

    private void replace(Pod before, Pod now) {
        budget.grow(AnswerBudget.size(now) - AnswerBudget.size(before));
        List<IpAddress> claimed = rules.claims(now);
        Map<IpAddress, LookupResult> affected = new HashMap<>();
        lookUp(claimed, affected);
        lookUp(rules.claims(before), affected);
        if (!NodeIps.isUnchanged(before, now)) {
            // Other pods may claim the addresses that this pod names as its node's.
            lookUp(NodeIps.of(before), affected);
            lookUp(NodeIps.of(now), affected);
        }
        if (before != null) {
            nodes.remove(before);
        }
        if (now != null) {
            nodes.add(now);
        }
        String uid = before == null ? now.uid() : before.uid();
        affected.forEach((ip, was) -> {
            decide(ip, uid, claimed.contains(ip) ? now : null);
            LookupResult is = lookup(ip);
            ambiguous +=
                    (is instanceof LookupResult.Ambiguous ? 1 : 0) - (was instanceof LookupResult.Ambiguous ? 1 : 0);
            if (!was.isSameOwner(is)) {
                listener.ownerChanged(ip, is);
            }
        });
    }

    private void lookUp(List<IpAddress> ips, Map<IpAddress, LookupResult> results) {
        ips.forEach(ip -> results.put(ip, lookup(ip)));
    }

    /**
     * Updates the claimants and the owner of an address.
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
        Pod owner = rules.owner(ip, claimants);
        if (claimants.isEmpty() || claimants.size() == 1 && owner != null) {
            contested.remove(ip);
        } else {
            contested.put(ip, List.copyOf(claimants));
        }
        if (!isUnchanged(owners.get(ip), owner)) {
            listener.answerChanged(ip);
        }
        owners.put(ip, owner);
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

    /** Whether owner and answer are the same: a full relist reports many unchanged pods. */
    private static boolean isUnchanged(Pod before, Pod now) {
        return before == now
                || before != null
                        && now != null
                        && before.uid().equals(now.uid())
                        && Arrays.equals(before.json(), now.json());
    }

    /** The owner of the address, or why there is none. */
    public LookupResult lookup(IpAddress ip) {
        Pod owner = owners.get(ip);
        if (owner != null) {
            return new LookupResult.Owned(owner);
        }
        if (isAmbiguous(ip)) {
            return new LookupResult.Ambiguous(contested.get(ip));
        }
        return nodes.contains(ip) ? LookupResult.Refused.HOST_NETWORK : LookupResult.Refused.NOT_FOUND;
    }

    /** The addresses that are ambiguous or a node's, with what a lookup answers. */
    public Map<IpAddress, LookupResult> unowned() {
        Map<IpAddress, LookupResult> unowned = new HashMap<>();
        Stream.concat(contested.keySet().stream(), nodes.all()).distinct().forEach(ip -> {
            if (owners.get(ip) == null) {
                unowned.put(ip, lookup(ip));
            }
        });
        return unowned;
    }

    /** The pod with this UID, or null. */
    public Pod pod(String uid) {
        return byUid.get(uid);
    }

    /** The UIDs of all known pods, whether they own an address or not. */
    public Set<String> uids() {
        return Collections.unmodifiableSet(byUid.keySet());
    }

    public MapSize size() {
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
    public IpAddress page(String namespace, IpAddress after, int max, BiPredicate<IpAddress, Pod> reader) {
        return owners.page(namespace, after, max, reader);
    }
}
