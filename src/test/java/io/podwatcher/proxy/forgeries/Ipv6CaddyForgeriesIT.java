package io.podwatcher.proxy.forgeries;

import io.podwatcher.proxy.Callers;
import io.podwatcher.proxy.Gateway;
import io.podwatcher.proxy.Loopback;
import java.io.IOException;
import java.util.List;

/** A caller by IPv6, Caddy, upstream. */
class Ipv6CaddyForgeriesIT extends Forgeries {

    @Override
    protected int open(Gateway gateway) throws IOException {
        Loopback.assumeIpv6();
        return gateway.caddy(gateway.podWatcher());
    }

    @Override
    List<String> strangers() {
        return List.of(Callers.PLAYER_6);
    }

    @Override
    String claimed() {
        return Callers.CART_6;
    }
}
