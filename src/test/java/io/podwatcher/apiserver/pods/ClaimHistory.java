package io.podwatcher.apiserver.pods;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who claimed each address, and since when: tests compare answers with it. Compaction does not touch it. Any thread.
 */
public final class ClaimHistory {

    private static final ClaimState NOBODY = new ClaimState(0, Long.MIN_VALUE, List.of(), 0);

    private final Map<String, List<ClaimState>> states = new HashMap<>();

    /** How many pods name each address as their node's. */
    private final Map<String, Integer> namers = new HashMap<>();

    synchronized void changed(Optional<ApiPod> before, Optional<ApiPod> now, long resourceVersion) {
        long nanoTime = System.nanoTime();
        Set<String> ips = new LinkedHashSet<>();
        before.ifPresent(pod -> ips.addAll(pod.addresses()));
        now.ifPresent(pod -> ips.addAll(pod.addresses()));
        for (String ip : ips) {
            List<ClaimState> past = states.computeIfAbsent(ip, unused -> new ArrayList<>(1));
            ClaimState last = past.isEmpty() ? NOBODY : past.get(past.size() - 1);
            List<Claim> claims = new ArrayList<>(last.claims());
            before.ifPresent(pod -> claims.removeIf(claim -> isOf(claim, pod)));
            now.filter(pod -> pod.claims() && pod.ips().contains(ip)).ifPresent(pod -> claims.add(claim(pod, ip)));
            int naming = namers.merge(ip, naming(now, ip) - naming(before, ip), Integer::sum);
            if (!claims.equals(last.claims()) || Math.min(2, naming) != last.namers()) {
                past.add(new ClaimState(resourceVersion, nanoTime, List.copyOf(claims), Math.min(2, naming)));
            }
        }
    }

    private static int naming(Optional<ApiPod> pod, String ip) {
        return pod.isPresent() && pod.get().names(ip) ? 1 : 0;
    }

    private static Claim claim(ApiPod pod, String ip) {
        return new Claim(pod.uid(), pod.namespace(), pod.name(), pod.terminating(), pod.names(ip));
    }

    private static boolean isOf(Claim claim, ApiPod pod) {
        return claim.name().equals(pod.name()) && claim.namespace().equals(pod.namespace());
    }

    /** All states of an address, from that before any claim on. */
    public synchronized List<ClaimState> of(String ip) {
        List<ClaimState> all = new ArrayList<>();
        all.add(NOBODY);
        all.addAll(states.getOrDefault(ip, List.of()));
        return all;
    }

    /** The states of an address of which each held at some moment of a span of time, its ends included. */
    public List<ClaimState> between(String ip, long fromNanoTime, long toNanoTime) {
        List<ClaimState> all = of(ip);
        List<ClaimState> held = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            boolean begunByTheEnd = i == 0 || all.get(i).nanoTime() - toNanoTime <= 0;
            boolean overBeforeTheStart = i + 1 < all.size() && all.get(i + 1).nanoTime() - fromNanoTime < 0;
            if (begunByTheEnd && !overBeforeTheStart) {
                held.add(all.get(i));
            }
        }
        return held;
    }
}
