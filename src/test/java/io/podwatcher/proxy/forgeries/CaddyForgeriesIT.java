package io.podwatcher.proxy.forgeries;

import io.podwatcher.proxy.Gateway;
import java.io.IOException;

/** Callers, Caddy, upstream. */
class CaddyForgeriesIT extends Forgeries {

    @Override
    protected int open(Gateway gateway) throws IOException {
        return gateway.caddy(gateway.podWatcher());
    }
}
