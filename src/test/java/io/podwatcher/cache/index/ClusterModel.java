package io.podwatcher.cache.index;

import io.podwatcher.cache.Pods;
import io.podwatcher.model.IpAddress;
import io.podwatcher.model.Pod;
import io.podwatcher.model.Pod.Network;
import io.podwatcher.model.Pod.Stage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A small cluster, what a watch has reported of it, and who owns which IP by the rules of the design. Each question is
 * answered by going through all pods, so that no stored state can be wrong.
 */
final class ClusterModel {

    static final int PLACES = 6;
    static final List<String> IPS =
            List.of("10.0.0.1", "10.0.0.2", "10.0.0.3", "fd00::1", "fd00::2", "192.168.1.1", "172.16.0.1");

    private static final Map<String, IpAddress> PARSED = IPS.stream().collect(Collectors.toMap(ip -> ip, Pods::ip));

    /** Not in the cluster's range, so nobody may claim it. */
    static final String OUTSIDE = "172.16.0.1";

    private final Pod[] places = new Pod[PLACES];

    /** The pods that the watch has reported, by UID. */
    private final Map<String, Pod> reported = new HashMap<>();

    private boolean watching = true;
    private int uids;

    /** Receives what a watch receives. */
    interface Watcher {
        void present(Pod pod);

        void gone(String uid);
    }

    void apply(History.Step step, Watcher watcher) {
        Pod pod = places[step.place()];
        String ip = IPS.get(step.ip());
        switch (step.kind()) {
            case CREATE -> set(step.place(), pod == null ? born(step.place(), Network.POD) : pod, watcher);
            case CREATE_ON_HOST_NETWORK ->
                set(step.place(), pod == null ? born(step.place(), Network.HOST) : pod, watcher);
            case REPLACE_UNDER_THE_SAME_NAME -> {
                if (pod != null) {
                    set(step.place(), with(born(step.place(), pod.network()), Stage.LIVE, ip), watcher);
                }
            }
            case DELETE -> set(step.place(), null, watcher);
            case STOP_WATCHING -> watching = false;
            case RELIST -> relist(watcher);
            default -> {
                if (pod != null) {
                    set(step.place(), changed(pod, step.kind(), ip), watcher);
                }
            }
        }
    }

    private static Pod changed(Pod pod, History.Kind kind, String ip) {
        String[] ips = pod.ips().stream().map(Object::toString).toArray(String[]::new);
        return switch (kind) {
            case ASSIGN_IP -> ips.length == 0 ? with(pod, pod.stage(), ip) : pod;
            case ASSIGN_TWO_IPS -> ips.length == 0 ? with(pod, pod.stage(), ip, otherFamily(ip)) : pod;
            case CHANGE_IP -> with(pod, pod.stage(), ip);
            case LOSE_IP -> with(pod, pod.stage());
            case EVICT -> with(pod, Stage.FINISHED);
            case LOSE_SANDBOX -> pod.network() == Network.POD ? withNetwork(pod, Network.NONE) : pod;
            case GET_SANDBOX -> pod.network() == Network.NONE ? withNetwork(pod, Network.POD) : pod;
            case RUN_ON_NODE_WITH_IP -> Pods.onNode(pod, ip);
            case RUN_ON_NODE_WITH_TWO_IPS -> Pods.onNode(pod, ip, otherFamily(ip));
            case RUN_ON_NODE_WITH_OWN_IP -> Pods.onNode(pod, pod.ips());
            case FINISH -> with(pod, Stage.FINISHED, ips);
            case TERMINATE -> pod.stage() == Stage.LIVE ? with(pod, Stage.TERMINATING, ips) : pod;
            default -> with(pod, pod.stage(), ips);
        };
    }

    private Pod born(int place, Network network) {
        return Pods.pod("uid-" + ++uids, place % 2 == 0 ? "even" : "odd", network, Stage.LIVE);
    }

    private static String otherFamily(String ip) {
        return IPS.get((IPS.indexOf(ip) + 3) % IPS.size());
    }

    private static Pod with(Pod pod, Stage stage, String... ips) {
        return Pods.onNode(Pods.pod(pod.uid(), pod.namespace(), pod.network(), stage, ips), pod.hostIps());
    }

    private static Pod withNetwork(Pod pod, Network network) {
        String[] ips = pod.ips().stream().map(Object::toString).toArray(String[]::new);
        return Pods.onNode(Pods.pod(pod.uid(), pod.namespace(), network, pod.stage(), ips), pod.hostIps());
    }

    private void set(int place, Pod now, Watcher watcher) {
        Pod before = places[place];
        places[place] = now;
        if (!watching) {
            return;
        }
        if (before != null && (now == null || !before.uid().equals(now.uid()))) {
            tellGone(before.uid(), watcher);
        }
        if (now != null) {
            tellPresent(now, watcher);
        }
    }

    /** As the informer does it: what is there first, and only then what is missing. */
    private void relist(Watcher watcher) {
        watching = true;
        List<String> missing = new ArrayList<>(reported.keySet());
        for (Pod pod : places) {
            if (pod != null) {
                tellPresent(pod, watcher);
                missing.remove(pod.uid());
            }
        }
        missing.forEach(uid -> tellGone(uid, watcher));
    }

    private void tellPresent(Pod pod, Watcher watcher) {
        reported.put(pod.uid(), pod);
        watcher.present(pod);
    }

    private void tellGone(String uid, Watcher watcher) {
        reported.remove(uid);
        watcher.gone(uid);
    }

    /** The newest states of the pods that claim an address, whoever owns it. */
    Set<Pod> claimants(String ip) {
        return reported.values().stream()
                .filter(pod -> pod.stage() != Stage.FINISHED)
                .filter(pod -> pod.network() == Network.POD && !ip.equals(OUTSIDE) && has(pod.ips(), ip))
                .collect(Collectors.toSet());
    }

    /** What is to be said of an address: the owner's UID, or the reason why none is given. */
    String verdict(String ip) {
        List<Pod> running = reported.values().stream()
                .filter(pod -> pod.stage() != Stage.FINISHED)
                .toList();
        Set<Pod> claimants = claimants(ip);
        List<Pod> namers =
                running.stream().filter(pod -> has(pod.hostIps(), ip)).toList();
        if (claimants.stream()
                .anyMatch(claimant ->
                        namers.stream().anyMatch(namer -> !namer.uid().equals(claimant.uid())))) {
            return "HOST_NETWORK";
        }
        List<Pod> live =
                claimants.stream().filter(pod -> pod.stage() == Stage.LIVE).toList();
        if (live.size() == 1) {
            return live.get(0).uid();
        }
        if (live.isEmpty() && claimants.size() == 1) {
            return claimants.iterator().next().uid();
        }
        if (!claimants.isEmpty()) {
            return "AMBIGUOUS";
        }
        boolean onHostNetwork = running.stream().anyMatch(pod -> pod.network() == Network.HOST && has(pod.ips(), ip));
        return onHostNetwork || !namers.isEmpty() ? "HOST_NETWORK" : "NOT_FOUND";
    }

    private static boolean has(List<IpAddress> addresses, String ip) {
        return addresses.contains(PARSED.get(ip));
    }

    /** How many pods have been reported and not deleted. */
    int reportedPods() {
        return reported.size();
    }

    /** The newest state reported of a pod. */
    Pod told(String uid) {
        return reported.get(uid);
    }
}
