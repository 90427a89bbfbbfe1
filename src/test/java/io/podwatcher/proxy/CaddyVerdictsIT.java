package io.podwatcher.proxy;

import java.io.IOException;

class CaddyVerdictsIT extends Verdicts {

    @Override
    int open(Gateway gateway, String podWatcher) throws IOException {
        return gateway.caddy(podWatcher);
    }
}
