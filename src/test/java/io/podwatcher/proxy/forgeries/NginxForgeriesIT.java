package io.podwatcher.proxy.forgeries;

import io.podwatcher.proxy.Gateway;
import java.io.IOException;

/** Callers, nginx, upstream. */
class NginxForgeriesIT extends Forgeries {

    @Override
    protected int open(Gateway gateway) throws IOException {
        return gateway.nginx("nginx.conf", gateway.podWatcher());
    }
}
