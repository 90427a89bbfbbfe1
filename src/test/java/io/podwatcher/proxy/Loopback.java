package io.podwatcher.proxy;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Loopback addresses of this machine. */
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
}
