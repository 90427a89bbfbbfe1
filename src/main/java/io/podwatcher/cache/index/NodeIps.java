package io.podwatcher.cache.index;

import io.podwatcher.model.IpAddress;
import io.podwatcher.model.Pod;
import io.podwatcher.model.Pod.Network;
import io.podwatcher.model.Pod.Stage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Counts which addresses are nodes' addresses, according to the pods that run there. Finished pods do not count. Plain
 * code; one thread.
 */
final class NodeIps {

    /**
     * Addresses in status.hostIPs, with the number of pods that name each. The kubelet keeps that field current
     * (KEP-2681).
     */
    private final Map<IpAddress, Integer> named = new HashMap<>();

    /**
     * Addresses in status.podIPs of host-network pods, with the number of pods that have each. The kubelet sets that
     * field only once, so it explains why an address has no owner, but never takes an address from its owner
     * (kubernetes 79693).
     */
    private final Map<IpAddress, Integer> hostNetwork = new HashMap<>();

    /** The pod exists and looks like this now. */
    void add(Pod pod) {
        named(pod).forEach(ip -> named.merge(ip, 1, Integer::sum));
        hostNetwork(pod).forEach(ip -> hostNetwork.merge(ip, 1, Integer::sum));
    }

    /** The pod no longer exists, or no longer looks like this. */
    void remove(Pod pod) {
        named(pod).forEach(ip -> decrement(named, ip));
        hostNetwork(pod).forEach(ip -> decrement(hostNetwork, ip));
    }

    private static void decrement(Map<IpAddress, Integer> counts, IpAddress ip) {
        counts.computeIfPresent(ip, (key, pods) -> pods == 1 ? null : pods - 1);
    }

    /** The addresses that are a node's because of this pod; none if it is null. */
    static List<IpAddress> of(Pod pod) {
        if (pod == null) {
            return List.of();
        }
        List<IpAddress> named = named(pod);
        List<IpAddress> hostNetwork = hostNetwork(pod);
        return named.containsAll(hostNetwork)
                ? named
                : Stream.concat(named.stream(), hostNetwork.stream()).toList();
    }

    /** Whether a pod makes the same addresses a node's, in the same way, as before. Either may be null. */
    static boolean isUnchanged(Pod before, Pod now) {
        return before != null
                && now != null
                && named(before).equals(named(now))
                && hostNetwork(before).equals(hostNetwork(now));
    }

    /** The addresses that this pod names as its node's. */
    private static List<IpAddress> named(Pod pod) {
        return pod.stage() == Stage.FINISHED ? List.of() : pod.hostIps();
    }

    private static List<IpAddress> hostNetwork(Pod pod) {
        return pod.network() == Network.HOST && pod.stage() != Stage.FINISHED ? pod.ips() : List.of();
    }

    /** Whether any pod names the address as its node's. */
    boolean isNamed(IpAddress ip) {
        return named.containsKey(ip);
    }

    /** Whether any pod but this one names the address as its node's. */
    boolean isNamedByAnother(IpAddress ip, Pod pod) {
        return named.getOrDefault(ip, 0) > (named(pod).contains(ip) ? 1 : 0);
    }

    /** Whether the address is known as a node's, from either field. */
    boolean contains(IpAddress ip) {
        return isNamed(ip) || hostNetwork.containsKey(ip);
    }

    /** All addresses that are known as a node's; some twice. */
    Stream<IpAddress> all() {
        return Stream.concat(named.keySet().stream(), hostNetwork.keySet().stream());
    }
}
