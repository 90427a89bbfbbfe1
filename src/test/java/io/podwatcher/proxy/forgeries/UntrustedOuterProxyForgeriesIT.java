package io.podwatcher.proxy.forgeries;

import io.podwatcher.proxy.Callers;
import io.podwatcher.proxy.Gateway;
import io.podwatcher.proxy.Loopback;
import java.io.IOException;
import java.util.List;

/** Callers, Caddy, nginx, upstream; pod-watcher trusts only nginx, so it takes Caddy for the caller. */
class UntrustedOuterProxyForgeriesIT extends Forgeries {

    @Override
    protected String trustedProxies() {
        return "::1";
    }

    @Override
    protected int open(Gateway gateway) throws IOException {
        Loopback.assumeIpv6();
        return gateway.caddyBefore(gateway.nginx("nginx-behind-proxy.conf", gateway.podWatcherByIpv6()));
    }

    @Override
    List<String> strangers() {
        return List.of(Callers.CART, Callers.PLAYER, Callers.NOBODY);
    }

    @Override
    boolean isHarmless(Forgery forgery) {
        return false;
    }
}
