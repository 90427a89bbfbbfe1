package io.podwatcher.proxy.forgeries;

import io.podwatcher.proxy.Gateway;
import io.podwatcher.proxy.Snippet;
import io.podwatcher.proxy.TokenService;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;

/**
 * Callers, Caddy that requires a token from callers of other namespaces, the Fission router; no forger has the token.
 */
class FissionTokenForgeriesIT extends Forgeries {

    private TokenService tokens;

    @Override
    protected int open(Gateway gateway) throws IOException {
        tokens = new TokenService();
        return gateway.caddy(Snippet.documented("fission-or-token.Caddyfile")
                .asks(gateway.podWatcher())
                .passesOnTo("token-check.auth:8080", tokens.port())
                .passesOnTo("router.fission:80", gateway.upstream.port()));
    }

    @AfterAll
    void stopTokens() {
        tokens.close();
    }

    /** Below the route of the namespace shop, where it is a path. */
    @Override
    String target(Forgery forgery) {
        return forgery.target().startsWith("/") ? "/shop" + forgery.target() : forgery.target();
    }
}
