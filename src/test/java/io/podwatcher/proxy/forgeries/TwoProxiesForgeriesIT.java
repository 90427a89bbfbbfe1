package io.podwatcher.proxy.forgeries;

import io.podwatcher.proxy.Gateway;
import java.io.IOException;

/** Callers, Caddy, nginx, upstream; pod-watcher trusts both proxies. */
class TwoProxiesForgeriesIT extends Forgeries {

    @Override
    protected int open(Gateway gateway) throws IOException {
        return gateway.caddyBefore(gateway.nginx("nginx-behind-proxy.conf", gateway.podWatcher()));
    }
}
