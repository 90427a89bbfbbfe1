package io.podwatcher.proxy.identity;

import io.podwatcher.proxy.Gateway;
import io.podwatcher.proxy.forgeries.Forgeries;
import java.io.IOException;

/** Callers, Caddy that is trusted by its identity, upstream. */
class CaddyByIdentityForgeriesIT extends Forgeries {

    @Override
    protected String trustedProxies() {
        return ProxyPod.IDENTITY;
    }

    @Override
    protected int open(Gateway gateway) throws IOException {
        ProxyPod.add(gateway);
        return gateway.caddy(gateway.podWatcher());
    }
}
