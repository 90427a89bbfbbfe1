package io.podwatcher.proxy.tokens;

import io.podwatcher.proxy.Gateway;
import java.io.IOException;

class CaddySignedCallsIT extends SignedCalls {

    @Override
    int open(Gateway gateway) throws IOException {
        return gateway.caddy(gateway.podWatcher());
    }
}
