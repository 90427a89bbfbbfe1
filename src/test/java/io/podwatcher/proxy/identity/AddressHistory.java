package io.podwatcher.proxy.identity;

import io.podwatcher.apiserver.ApiServer;
import io.podwatcher.apiserver.pods.ApiPod;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * What happens to the address of a proxy, at random: its pod terminates, goes, rolls over, moves to the host network,
 * and other pods get the address before it is free, or name it as their node's. A model says who owns the address by
 * then, without the service's code.
 */
final class AddressHistory {

    /** Whom a call through the proxy is taken for. */
    enum Proxy {
        /** The proxy is trusted, so its caller counts. */
        TRUSTED,
        /** It is not, so no call may be let in. */
        NOT_TRUSTED
    }

    private record Claimant(String namespace, boolean terminating, boolean hostNetwork, boolean namesNode) {}

    private final ApiServer server;
    private final Random random;
    private final Map<String, Claimant> pods = new LinkedHashMap<>();
    private int count;

    AddressHistory(ApiServer server, Random random) {
        this.server = server;
        this.random = random;
    }

    /** One step, and what it was. */
    String step() {
        switch (random.nextInt(8)) {
            case 0, 1 -> {
                return add(new Claimant(ProxyPod.NAMESPACE, false, false, false));
            }
            case 2 -> {
                return add(new Claimant("media", false, false, false));
            }
            case 3 -> {
                return add(new Claimant(ProxyPod.NAMESPACE, false, true, false));
            }
            case 4 -> {
                return add(new Claimant("media", false, false, true));
            }
            case 5 -> {
                return terminate();
            }
            default -> {
                return remove();
            }
        }
    }

    private String add(Claimant claimant) {
        String uid = "uid-address-" + ++count;
        put(uid, claimant);
        return "added " + claimant;
    }

    private String terminate() {
        for (Map.Entry<String, Claimant> pod : pods.entrySet()) {
            Claimant now = pod.getValue();
            if (!now.terminating && !now.namesNode) {
                put(pod.getKey(), new Claimant(now.namespace, true, now.hostNetwork, false));
                return "terminating " + now;
            }
        }
        return "nothing";
    }

    private String remove() {
        Iterator<Map.Entry<String, Claimant>> oldest = pods.entrySet().iterator();
        if (!oldest.hasNext()) {
            return "nothing";
        }
        Map.Entry<String, Claimant> pod = oldest.next();
        oldest.remove();
        server.delete(pod.getValue().namespace, pod.getKey());
        return "removed " + pod.getValue();
    }

    private void put(String uid, Claimant claimant) {
        pods.put(uid, claimant);
        ApiPod pod = ApiPod.running(
                claimant.namespace, uid, uid, claimant.namesNode ? "10.99.0." + count % 250 : ProxyPod.IP);
        pod = claimant.hostNetwork ? pod.onHostNetwork() : pod;
        pod = claimant.terminating ? pod.beingDeleted() : pod;
        server.put(claimant.namesNode || claimant.hostNetwork ? pod.withHostIps(ProxyPod.IP) : pod);
    }

    /** Removes all that is left. */
    void end() {
        while (!pods.isEmpty()) {
            remove();
        }
    }

    /** By the rules of ownership, written down once more. */
    Proxy expected() {
        List<Claimant> live = new ArrayList<>();
        boolean node = false;
        for (Claimant pod : pods.values()) {
            node |= pod.namesNode || pod.hostNetwork;
            if (!pod.namesNode && !pod.hostNetwork && !pod.terminating) {
                live.add(pod);
            }
        }
        boolean trusted = !node && live.size() == 1 && live.get(0).namespace.equals(ProxyPod.NAMESPACE);
        return trusted ? Proxy.TRUSTED : Proxy.NOT_TRUSTED;
    }
}
