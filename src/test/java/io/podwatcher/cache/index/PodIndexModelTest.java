package io.podwatcher.cache.index;

import static org.assertj.core.api.Assertions.fail;

import io.podwatcher.cache.Pods;
import io.podwatcher.messages.lookup.LookupResult;
import io.podwatcher.messages.map.MapSize;
import io.podwatcher.model.IpAddress;
import io.podwatcher.model.Pod;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Holds the index against a model that recomputes everything, over a million random steps of small clusters. */
class PodIndexModelTest {

    private static final int STEPS = 1_000_000;
    private static final int HISTORY = 100;
    private static final List<IpAddress> ADDRESSES =
            ClusterModel.IPS.stream().map(Pods::ip).toList();

    @Test
    void theIndexEqualsTheModelAfterEachOfAMillionSteps() {
        // Given
        long seed = Long.getLong("model.seed", System.nanoTime());
        System.out.println("PodIndexModelTest: repeat with -Dmodel.seed=" + seed);
        Random random = new Random(seed);

        for (int step = 0; step < STEPS; step += HISTORY) {
            // When
            List<History.Step> history = History.random(random, HISTORY);
            Optional<String> difference = difference(history);

            // Then
            if (difference.isPresent()) {
                List<History.Step> shortest = History.shrink(
                        history, candidate -> difference(candidate).isPresent());
                fail(
                        "seed %d, in the %d steps after step %d: %s%nShortest history: %s",
                        seed, HISTORY, step, difference(shortest).orElseThrow(), shortest);
            }
        }
    }

    /** The first difference between index and model, if there is one. */
    private static Optional<String> difference(List<History.Step> history) {
        ClusterModel cluster = new ClusterModel();
        Map<IpAddress, LookupResult> reported = new HashMap<>();
        PodIndex index =
                new PodIndex(ip -> !ip.toString().equals(ClusterModel.OUTSIDE), Pods.unlimited(), new OwnerListener() {
                    @Override
                    public void answerChanged(IpAddress ip) {}

                    @Override
                    public void ownerChanged(IpAddress ip, LookupResult now) {
                        reported.put(ip, now);
                    }
                });
        ClusterModel.Watcher watcher = new ClusterModel.Watcher() {
            @Override
            public void present(Pod pod) {
                index.put(pod);
            }

            @Override
            public void gone(String uid) {
                index.remove(uid);
            }
        };
        for (int i = 0; i < history.size(); i++) {
            cluster.apply(history.get(i), watcher);
            Map<IpAddress, String> owners = new HashMap<>();
            int ambiguous = 0;
            for (int address = 0; address < ADDRESSES.size(); address++) {
                String ip = ClusterModel.IPS.get(address);
                String expected = cluster.verdict(ip);
                Set<Pod> claimants = cluster.claimants(ip);
                LookupResult actual = index.lookup(ADDRESSES.get(address));
                if (!says(actual, expected, claimants, cluster)) {
                    return Optional.of("after step " + (i + 1) + ", " + ip + ": expected " + expected + " of "
                            + claimants + ", got " + actual);
                }
                LookupResult last = reported.getOrDefault(ADDRESSES.get(address), LookupResult.Refused.NOT_FOUND);
                if (!last.isSameOwner(actual)) {
                    return Optional.of(
                            "after step " + (i + 1) + ", " + ip + ": " + actual + ", but reported was " + last);
                }
                ambiguous += actual instanceof LookupResult.Ambiguous ? 1 : 0;
                if (actual instanceof LookupResult.Owned) {
                    owners.put(ADDRESSES.get(address), expected);
                }
            }
            if (!unowned(index).equals(unowned(reported))) {
                return Optional.of("after step " + (i + 1) + ": unowned are " + unowned(index) + ", but reported were "
                        + unowned(reported));
            }
            MapSize size = new MapSize(cluster.reportedPods(), owners.size(), ambiguous);
            if (!index.size().equals(size)) {
                return Optional.of("after step " + (i + 1) + ": expected " + size + ", got " + index.size());
            }
            Optional<String> listing = listingDifference(index, owners);
            if (listing.isPresent()) {
                return Optional.of("after step " + (i + 1) + ", " + listing.get());
            }
        }
        return Optional.empty();
    }

    private static Set<IpAddress> unowned(PodIndex index) {
        return index.unowned().keySet();
    }

    private static Set<IpAddress> unowned(Map<IpAddress, LookupResult> reported) {
        Set<IpAddress> unowned = new HashSet<>();
        reported.forEach((ip, result) -> {
            if (!(result instanceof LookupResult.Owned) && result != LookupResult.Refused.NOT_FOUND) {
                unowned.add(ip);
            }
        });
        return unowned;
    }

    private static boolean says(LookupResult actual, String expected, Set<Pod> claimants, ClusterModel cluster) {
        if (actual instanceof LookupResult.Ambiguous ambiguous) {
            List<Pod> named = ambiguous.claimants();
            return expected.equals("AMBIGUOUS")
                    && named.size() == claimants.size()
                    && same(named).equals(same(claimants));
        }
        return actual instanceof LookupResult.Owned owned
                ? owned.pod().uid().equals(expected) && owned.pod() == cluster.told(expected)
                : actual.toString().equals(expected);
    }

    /** The states themselves: an older one of the same pod differs. */
    private static Set<Pod> same(Collection<Pod> pods) {
        Set<Pod> states = Collections.newSetFromMap(new IdentityHashMap<>());
        states.addAll(pods);
        return states;
    }

    private static Optional<String> listingDifference(PodIndex index, Map<IpAddress, String> owners) {
        Map<IpAddress, String> all = list(index, null);
        Map<IpAddress, String> byNamespace = list(index, "even");
        byNamespace.putAll(list(index, "odd"));
        boolean same = all.equals(owners) && byNamespace.equals(owners);
        return same
                ? Optional.empty()
                : Optional.of("expected " + owners + ", listed " + all + ", by namespace " + byNamespace);
    }

    private static Map<IpAddress, String> list(PodIndex index, String namespace) {
        Map<IpAddress, String> entries = new HashMap<>();
        index.page(namespace, null, Integer.MAX_VALUE, (ip, pod) -> {
            if (namespace == null || namespace.equals(pod.namespace())) {
                entries.put(ip, pod.uid());
            }
            return true;
        });
        return entries;
    }
}
