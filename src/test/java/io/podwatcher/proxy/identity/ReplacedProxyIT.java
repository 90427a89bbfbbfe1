package io.podwatcher.proxy.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.podwatcher.apiserver.pods.ApiPod;
import io.podwatcher.proxy.Callers;
import io.podwatcher.proxy.Gateway;
import io.podwatcher.proxy.Load;
import io.podwatcher.proxy.Loopback;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Caddy's pod is replaced under load by one with another IP, and a stranger gets the old IP. The old Caddy asks from
 * 127.0.0.1, the new one from ::1.
 */
class ReplacedProxyIT {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int CALLS = 200;

    @TempDir
    private Path folder;

    @Test
    void callsPassAgainWithoutASettingAndNoStrangerIsLetInMeanwhile() throws Exception {
        assumeTrue(Loopback.hasIpv6(), "The new Caddy needs an address of its own: IPv6");
        try (Gateway gateway = new Gateway(folder, "TRUSTED_PROXIES=" + ProxyPod.IDENTITY).awaitReady();
                Load old = new Load();
                Load replaced = new Load()) {
            // Given
            gateway.server.delete("media", "player");
            gateway.server.put(ApiPod.running("media", "player", "uid-player", Callers.PLAYER));
            ProxyPod.add(gateway);
            int oldCaddy = gateway.caddy(gateway.podWatcher());
            int newCaddy = gateway.caddy(gateway.podWatcherByIpv6());
            old.from(Callers.CART, oldCaddy).from(Callers.PLAYER, oldCaddy);
            await().atMost(TIMEOUT).until(() -> old.count(Callers.CART, true) > CALLS);
            assertThat(old.count(Callers.CART, false)).isZero();

            // When: the new pod runs, takes over, and the old one goes as a rolling update lets it
            gateway.server.put(ApiPod.running(ProxyPod.NAMESPACE, "proxy-2", "uid-proxy-2", "::1"));
            replaced.from(Callers.CART, newCaddy).from(Callers.PLAYER, newCaddy);
            await().atMost(TIMEOUT).until(() -> replaced.count(Callers.CART, true) > CALLS);
            gateway.server.put(ApiPod.running(ProxyPod.NAMESPACE, "proxy", "uid-proxy", ProxyPod.IP)
                    .beingDeleted());
            long refused = old.count(Callers.CART, false);
            await().atMost(TIMEOUT).until(() -> old.count(Callers.CART, false) > refused + CALLS);
            gateway.server.delete(ProxyPod.NAMESPACE, "proxy");
            gateway.server.put(ApiPod.running("media", "stranger", "uid-stranger", ProxyPod.IP));
            long allowed = replaced.count(Callers.CART, true);
            await().atMost(TIMEOUT).until(() -> replaced.count(Callers.CART, true) > allowed + CALLS);
            old.stop();
            replaced.stop();

            // Then
            assertThat(old.count(Callers.PLAYER, true) + replaced.count(Callers.PLAYER, true))
                    .isZero();
            System.out.println("Caddy's pod replaced: through the new one " + replaced.count(Callers.CART, true)
                    + " calls let in and " + replaced.count(Callers.CART, false) + " refused; through the old one "
                    + old.count(Callers.CART, true) + " and " + old.count(Callers.CART, false));
        }
    }
}
