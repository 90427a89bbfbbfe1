package io.podwatcher.proxy.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.podwatcher.apiserver.Fault;
import io.podwatcher.apiserver.Kind;
import io.podwatcher.apiserver.ServerSettings;
import io.podwatcher.apiserver.pods.ApiPod;
import io.podwatcher.http.RawHttp;
import io.podwatcher.proxy.Callers;
import io.podwatcher.proxy.Gateway;
import io.podwatcher.proxy.identity.AddressHistory.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The address of a real Caddy and of a real nginx goes from pod to pod: whom they forward for is believed only while it
 * is theirs. {@code -Dhistories} and {@code -Dseed} change how many histories there are and which.
 */
class ProxyAddressIT {

    private static final int HISTORIES = Integer.getInteger("histories", 30);
    private static final int STEPS = 6;
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final String FORGED =
            "GET /authorize?namespace=shop HTTP/1.1\r\nHost: pod-watcher\r\nX-Forwarded-For: " + Callers.CART
                    + "\r\n\r\n";

    @TempDir
    private Path folder;

    private Gateway gateway;
    private int marker;

    @Test
    void noHistoryOfTheAddressLetsAStrangerIn() throws Exception {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("seed=" + seed + ", " + HISTORIES + " histories");
        Random random = new Random(seed);
        int trusted = 0;
        int notTrusted = 0;
        try (Gateway opened = new Gateway(folder, "TRUSTED_PROXIES=" + ProxyPod.IDENTITY).awaitReady()) {
            // Given
            gateway = opened;
            List<Integer> proxies =
                    List.of(gateway.caddy(gateway.podWatcher()), gateway.nginx("nginx.conf", gateway.podWatcher()));
            for (int i = 0; i < HISTORIES; i++) {
                AddressHistory history = new AddressHistory(gateway.server, random);
                List<String> steps = new ArrayList<>();
                Proxy before = history.expected();
                for (int step = 0; step < STEPS; step++) {
                    // When
                    steps.add(history.step());
                    int proxy = proxies.get(random.nextInt(proxies.size()));
                    boolean early = isLetIn(proxy, Callers.CART);
                    boolean earlyStranger = isLetIn(proxy, Callers.PLAYER);
                    awaitApplied();
                    Proxy now = history.expected();

                    // Then
                    String what = "seed " + seed + ", history " + i + ": " + steps;
                    assertThat(early).as(what).isIn(before == Proxy.TRUSTED, now == Proxy.TRUSTED);
                    assertThat(earlyStranger).as(what).isFalse();
                    assertThat(isLetIn(proxy, Callers.CART)).as(what).isEqualTo(now == Proxy.TRUSTED);
                    assertThat(isLetIn(proxy, Callers.PLAYER)).as(what).isFalse();
                    assertThat(forgedStatus()).as(what).isEqualTo(now == Proxy.TRUSTED ? 200 : 403);
                    trusted += now == Proxy.TRUSTED ? 1 : 0;
                    notTrusted += now == Proxy.TRUSTED ? 0 : 1;
                    before = now;
                }
                history.end();
                awaitApplied();
            }
        }
        assertThat(trusted).isPositive();
        assertThat(notTrusted).isPositive();
        System.out.println("The proxy was trusted after " + trusted + " steps and not after " + notTrusted);
    }

    @Test
    void anOldMapTrustsNoProxyByItsIdentity() throws Exception {
        ServerSettings lively = ServerSettings.DEFAULT.withBookmarkEvery(Duration.ofMillis(200));
        try (Gateway opened = new Gateway(
                        folder, lively, "TRUSTED_PROXIES=" + ProxyPod.IDENTITY, "AUTHORIZE_MAX_AGE=2s")
                .awaitReady()) {
            // Given
            gateway = opened;
            ProxyPod.add(gateway);
            int caddy = gateway.caddy(gateway.podWatcher());
            await().atMost(TIMEOUT).until(() -> isLetIn(caddy, Callers.CART));

            // When
            gateway.server.faults().always(Kind.LIST, Fault.noAnswer());
            gateway.server.faults().always(Kind.WATCH, Fault.noAnswer());
            gateway.server.strikeOpenWatches(Fault.halfOpen());

            // Then
            await().atMost(TIMEOUT).until(() -> !isLetIn(caddy, Callers.CART));
            assertThat(Gateway.call(Callers.CART, caddy, "/a").body()).contains("stale");
        }
    }

    private static boolean isLetIn(int proxy, String caller) {
        return Gateway.call(caller, proxy, "/a").headers().containsKey("x-upstream");
    }

    /** What a process at the proxy's address is answered that claims to forward for a pod of shop. */
    private int forgedStatus() {
        try (RawHttp client = RawHttp.from(ProxyPod.IP, gateway.service.port())) {
            return client.send(FORGED).read().status();
        }
    }

    /** Events come in order, so a pod that was made last is known last. */
    private void awaitApplied() {
        String ip = "10.88." + ++marker / 250 % 250 + "." + marker % 250;
        gateway.server.put(ApiPod.running("marker", "marker", "uid-marker-" + marker, ip));
        String uid = "uid-marker-" + marker;
        await().atMost(TIMEOUT)
                .pollInterval(Duration.ofMillis(1))
                .pollDelay(Duration.ZERO)
                .until(() -> gateway.service.text("/pod?ip=" + ip).contains(uid));
    }
}
