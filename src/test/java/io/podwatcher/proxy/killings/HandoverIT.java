package io.podwatcher.proxy.killings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.podwatcher.apiserver.pods.ApiPod;
import io.podwatcher.apiserver.pods.Claim;
import io.podwatcher.apiserver.pods.ClaimState;
import io.podwatcher.proxy.Call;
import io.podwatcher.proxy.Gateway;
import io.podwatcher.proxy.Load;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An IP goes from pod to pod and from namespace to namespace while it calls through both proxies. */
class HandoverIT {

    private static final String IP = "127.0.0.8";
    private static final int ROUNDS = 60;
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    /** Since when pod-watcher knows all changes up to a resource version, by {@link System#nanoTime()}. */
    private final NavigableMap<Long, Long> known = new ConcurrentSkipListMap<>();

    @Test
    void anIpThatIsHandedOverIsLetInOnlyWhileItsPodIsOfTheNamespace() throws Exception {
        try (Gateway gateway = new Gateway(folder, "TRUSTED_PROXIES=127.0.0.1").awaitReady();
                Load load = new Load()) {
            // Given
            load.from(IP, gateway.caddy(gateway.podWatcher()))
                    .from(IP, gateway.nginx("nginx.conf", gateway.podWatcher()));

            // When
            for (int round = 1; round <= ROUNDS; round++) {
                handOver(gateway, round);
                long calls = load.calls().size();
                await().atMost(TIMEOUT)
                        .pollInterval(Duration.ofMillis(1))
                        .until(() -> load.calls().size() > calls + 4);
            }
            load.stop();

            // Then
            List<ClaimState> states = gateway.server.claims(IP);
            assertThat(load.count(IP, true)).isPositive();
            assertThat(load.count(IP, false)).isPositive();
            assertThat(load.calls())
                    .filteredOn(call -> call.reached().isPresent())
                    .allSatisfy(call -> assertThat(ownersDuring(call, states))
                            .as("%s of %s", call, states)
                            .containsEntry(
                                    call.reached()
                                            .orElseThrow()
                                            .header("x-source-uid")
                                            .get(0),
                                    "shop"));
            System.out.println("An IP handed over " + ROUNDS + " times: " + load.count(IP, true) + " calls let in, "
                    + load.count(IP, false) + " refused");
        }
    }

    /** In turns: the old pod goes before the new one comes, after it, or is terminating meanwhile. */
    private void handOver(Gateway gateway, int round) {
        String namespace = namespace(round);
        ApiPod pod = ApiPod.running(namespace, "pod-" + round, "uid-" + round, IP);
        ApiPod old = ApiPod.running(namespace(round - 1), "pod-" + (round - 1), "uid-" + (round - 1), IP);
        switch (round % 3) {
            case 0 -> {
                gateway.server.delete(old.namespace(), old.name());
                gateway.server.put(pod);
            }
            case 1 -> {
                gateway.server.put(pod);
                gateway.server.delete(old.namespace(), old.name());
            }
            default -> {
                gateway.server.put(old.beingDeleted());
                gateway.server.put(pod);
                gateway.server.delete(old.namespace(), old.name());
            }
        }
        long resourceVersion = gateway.server.resourceVersion();
        await().atMost(TIMEOUT)
                .pollInterval(Duration.ofMillis(1))
                .until(() ->
                        pod.uid().equals(gateway.service.json("/pod?ip=" + IP).getString("uid")));
        known.put(System.nanoTime(), resourceVersion);
    }

    private static String namespace(int round) {
        return round % 2 == 0 ? "shop" : "media";
    }

    /**
     * The owners that pod-watcher may have answered with, and their namespaces: the one it knew when the call began,
     * and those that followed until the call ended.
     */
    private Map<String, String> ownersDuring(Call call, List<ClaimState> states) {
        long since = Optional.ofNullable(known.floorEntry(call.began()))
                .map(Map.Entry::getValue)
                .orElse(0L);
        int first = 0;
        while (first + 1 < states.size() && states.get(first + 1).resourceVersion() <= since) {
            first++;
        }
        return states.subList(first, states.size()).stream()
                .filter(state -> state.nanoTime() - call.ended() <= 0)
                .flatMap(state -> owner(state).stream())
                .collect(Collectors.toMap(Claim::uid, Claim::namespace, (one, same) -> same));
    }

    private static Optional<Claim> owner(ClaimState state) {
        List<Claim> live =
                state.claims().stream().filter(claim -> !claim.terminating()).toList();
        List<Claim> owners = live.isEmpty() ? state.claims() : live;
        return owners.size() == 1 ? Optional.of(owners.get(0)) : Optional.empty();
    }
}
