package io.podwatcher.proxy.paths;

import io.podwatcher.proxy.Gateway;
import io.podwatcher.proxy.Snippet;
import io.podwatcher.proxy.TokenService;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;

/** Callers without a token, Caddy that requires one, the Fission router. */
class CaddyTokenCrossRoutesIT extends CrossRoutes {

    private TokenService tokens;

    @Override
    int open(Gateway gateway, int router) throws IOException {
        tokens = new TokenService();
        return gateway.caddy(Snippet.documented("fission-or-token.Caddyfile")
                .alsoRoutesMedia()
                .asks(gateway.podWatcher())
                .passesOnTo("token-check.auth:8080", tokens.port())
                .passesOnTo("router.fission:80", router));
    }

    /** The answer of the token check. */
    @Override
    int denied() {
        return 401;
    }

    @AfterAll
    void stopTokens() {
        tokens.close();
    }
}
