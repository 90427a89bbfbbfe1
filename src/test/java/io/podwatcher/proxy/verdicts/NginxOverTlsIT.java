package io.podwatcher.proxy.verdicts;

import io.podwatcher.proxy.Gateway;
import io.podwatcher.proxy.Snippet;
import java.io.IOException;
import java.nio.file.Path;

class NginxOverTlsIT extends OverTls {

    @Override
    int open(Gateway gateway, Path authority) throws IOException {
        return gateway.nginx(Snippet.documented("nginx.conf")
                .asksByTls(gateway.service.port(), authority)
                .passesOnTo("upstream:8080", gateway.upstream.port()));
    }
}
