package io.podwatcher.proxy.forgeries;

import io.podwatcher.proxy.Callers;
import io.podwatcher.proxy.Gateway;
import io.podwatcher.proxy.Loopback;
import java.io.IOException;
import java.util.List;

/** A caller by IPv6, an nginx that appends its address to X-Forwarded-For, upstream. */
class Ipv6NginxForgeriesIT extends Forgeries {

    @Override
    protected int open(Gateway gateway) throws IOException {
        Loopback.assumeIpv6();
        return gateway.nginx("nginx-behind-proxy.conf", gateway.podWatcher());
    }

    @Override
    List<String> strangers() {
        return List.of(Callers.PLAYER_6);
    }

    @Override
    String claimed() {
        return Callers.CART_6;
    }

    @Override
    boolean isHarmless(Forgery forgery) {
        return forgery.kind() == Forgery.Kind.SOUND;
    }
}
