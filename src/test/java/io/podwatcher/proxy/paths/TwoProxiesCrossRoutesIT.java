package io.podwatcher.proxy.paths;

import io.podwatcher.proxy.Gateway;
import io.podwatcher.proxy.Snippet;
import java.io.IOException;

/** Callers, a Caddy that only passes on, nginx with a location for each namespace, the Fission router. */
class TwoProxiesCrossRoutesIT extends CrossRoutes {

    @Override
    int open(Gateway gateway, int router) throws IOException {
        return gateway.caddyBefore(gateway.nginx(Snippet.documented("nginx-behind-proxy.conf")
                .asks(gateway.podWatcher())
                .passesOnTo("upstream:8080", router)
                .alsoRoutesMedia()));
    }
}
