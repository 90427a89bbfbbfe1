package io.podwatcher.proxy;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Loopback addresses and ports of this machine. */
public final class Loopback {

    private Loopback() {}

    /** Whether it has ::1; containers often lack it. */
    public static boolean hasIpv6() {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress("::1", 0));
            return true;
        } catch (IOException absent) {
            return false;
        }
    }

    /** Skips a test that needs ::1 where it is absent. */
    public static void assumeIpv6() {
        assumeTrue(hasIpv6(), "This machine has no address ::1: not tested with IPv6");
    }

    /** A free port outside of the ephemeral range, so that it is still free when a proxy binds it some time later. */
    public static int freePort() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(20_000, 32_000);
            try (ServerSocket socket = new ServerSocket(port)) {
                return socket.getLocalPort();
            } catch (IOException taken) {
                // The next may be free.
            }
        }
    }
}
