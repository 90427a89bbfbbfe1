package io.podwatcher.proxy.forgeries;

import io.podwatcher.proxy.Callers;
import io.podwatcher.proxy.Gateway;
import java.io.IOException;
import java.util.List;

/** Callers, Caddy, upstream; pod-watcher trusts no proxy, so it takes Caddy for the caller. */
class UntrustedProxyForgeriesIT extends Forgeries {

    @Override
    protected String trustedProxies() {
        return "203.0.113.1";
    }

    @Override
    protected int open(Gateway gateway) throws IOException {
        return gateway.caddy(gateway.podWatcher());
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
