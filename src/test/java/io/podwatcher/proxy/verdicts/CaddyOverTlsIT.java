package io.podwatcher.proxy.verdicts;

import io.podwatcher.proxy.Gateway;
import io.podwatcher.proxy.Snippet;
import java.io.IOException;
import java.nio.file.Path;

class CaddyOverTlsIT extends OverTls {

    @Override
    int open(Gateway gateway, Path authority) throws IOException {
        return gateway.caddy(Snippet.documented("Caddyfile")
                .asksByTls(gateway.service.port(), authority)
                .passesOnTo("upstream:8080", gateway.upstream.port()));
    }
}
