package io.podwatcher.proxy;

import java.io.IOException;

class NginxVerdictsIT extends Verdicts {

    @Override
    int open(Gateway gateway, String podWatcher) throws IOException {
        return gateway.nginx("nginx.conf", podWatcher);
    }
}
