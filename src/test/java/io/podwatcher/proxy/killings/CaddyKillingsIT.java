package io.podwatcher.proxy.killings;

import io.podwatcher.proxy.Proxy;
import io.podwatcher.proxy.Snippet;
import java.io.IOException;
import java.nio.file.Path;

class CaddyKillingsIT extends Killings {

    @Override
    Proxy open(Path folder, int port, int upstream, String... podWatchers) throws IOException {
        Snippet snippet = Snippet.documented("Caddyfile").asks(podWatchers).passesOnTo("upstream:8080", upstream);
        return Proxy.caddy(folder, snippet.listensOn(port), port);
    }
}
