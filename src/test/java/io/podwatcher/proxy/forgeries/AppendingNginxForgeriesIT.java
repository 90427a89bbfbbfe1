package io.podwatcher.proxy.forgeries;

import io.podwatcher.proxy.Gateway;
import java.io.IOException;

/** Callers, an nginx that appends their address to X-Forwarded-For, upstream; the first proxy may do that. */
class AppendingNginxForgeriesIT extends Forgeries {

    @Override
    protected int open(Gateway gateway) throws IOException {
        return gateway.nginx("nginx-behind-proxy.conf", gateway.podWatcher());
    }

    @Override
    boolean isHarmless(Forgery forgery) {
        return forgery.kind() == Forgery.Kind.SOUND;
    }
}
