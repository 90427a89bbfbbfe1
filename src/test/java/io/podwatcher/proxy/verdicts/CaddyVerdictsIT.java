package io.podwatcher.proxy.verdicts;

import io.podwatcher.proxy.Gateway;
import java.io.IOException;

class CaddyVerdictsIT extends Verdicts {

    @Override
    int open(Gateway gateway, String podWatcher) throws IOException {
        return gateway.caddy(podWatcher);
    }
}
