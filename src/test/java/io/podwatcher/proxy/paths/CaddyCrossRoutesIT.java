package io.podwatcher.proxy.paths;

import io.podwatcher.proxy.Gateway;
import io.podwatcher.proxy.Snippet;
import java.io.IOException;

/** Callers, Caddy as the page about Fission has it, the Fission router. */
class CaddyCrossRoutesIT extends CrossRoutes {

    @Override
    int open(Gateway gateway, int router) throws IOException {
        return gateway.caddy(Snippet.documented("fission.Caddyfile")
                .asks(gateway.podWatcher())
                .passesOnTo("router.fission:80", router));
    }
}
