package io.podwatcher.proxy.forgeries;

import io.podwatcher.proxy.Gateway;
import io.podwatcher.proxy.Snippet;
import java.io.IOException;

/** Callers, Caddy as the README has it, the Fission router. */
class FissionForgeriesIT extends Forgeries {

    @Override
    protected int open(Gateway gateway) throws IOException {
        Snippet fission = Snippet.documented("fission.Caddyfile")
                .asks(gateway.podWatcher())
                .passesOnTo("router.fission:80", gateway.upstream.port());
        return gateway.caddy(fission);
    }

    /** Below the route of the namespace shop, where it is a path. */
    @Override
    String target(Forgery forgery) {
        return forgery.target().startsWith("/") ? "/shop" + forgery.target() : forgery.target();
    }
}
