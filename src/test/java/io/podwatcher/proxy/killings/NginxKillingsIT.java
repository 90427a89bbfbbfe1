package io.podwatcher.proxy.killings;

import io.podwatcher.proxy.Proxy;
import io.podwatcher.proxy.Snippet;
import java.io.IOException;
import java.nio.file.Path;

class NginxKillingsIT extends Killings {

    @Override
    Proxy open(Path folder, int port, int upstream, String... podWatchers) throws IOException {
        Snippet snippet = Snippet.documented("nginx.conf").asks(podWatchers).passesOnTo("upstream:8080", upstream);
        return Proxy.nginx(folder, snippet.listensOn(port), port);
    }
}
