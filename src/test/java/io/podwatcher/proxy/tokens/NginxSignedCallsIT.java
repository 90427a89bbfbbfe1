package io.podwatcher.proxy.tokens;

import io.podwatcher.proxy.Gateway;
import java.io.IOException;

class NginxSignedCallsIT extends SignedCalls {

    @Override
    int open(Gateway gateway) throws IOException {
        return gateway.nginx("nginx.conf", gateway.podWatcher());
    }
}
