package io.podwatcher.attack.client;

import io.podwatcher.apiserver.ApiServer;
import java.net.InetSocketAddress;

/**
 * What attackers know of the service.
 *
 * @param port where it listens on 127.0.0.1
 * @param tls whether it speaks TLS there, and with it HTTP/2
 * @param cluster where a tenant may have pods
 * @param answers the answers to attackers
 */
public record Target(int port, boolean tls, ApiServer cluster, Answers answers) {

    public InetSocketAddress address() {
        return new InetSocketAddress("127.0.0.1", port);
    }

    /** The same service, reached through a proxy that speaks plain HTTP, and whose own answers are counted apart. */
    public Target through(int proxyPort) {
        return new Target(proxyPort, false, cluster, answers.under("proxy "));
    }

    /** The address of an attacker by number: none of a pod, none of the probe's, at most 60,000 of them. */
    static String attacker(int number) {
        int host = Math.floorMod(number, 60_000);
        return "127.1." + host / 250 + "." + (1 + host % 250);
    }
}
