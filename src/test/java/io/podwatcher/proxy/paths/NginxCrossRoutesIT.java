package io.podwatcher.proxy.paths;

import io.podwatcher.proxy.Gateway;
import io.podwatcher.proxy.Snippet;
import java.io.IOException;

/** Callers, nginx with a location for each namespace, the Fission router. */
class NginxCrossRoutesIT extends CrossRoutes {

    @Override
    int open(Gateway gateway, int router) throws IOException {
        return gateway.nginx(Snippet.documented("nginx.conf")
                .asks(gateway.podWatcher())
                .passesOnTo("upstream:8080", router)
                .alsoRoutesMedia());
    }
}
