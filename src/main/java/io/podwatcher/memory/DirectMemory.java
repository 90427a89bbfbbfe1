package io.podwatcher.memory;

import io.netty.util.internal.PlatformDependent;

/**
 * The limit of the memory outside the heap that Netty's buffers take.
 *
 * <p>Netty takes it from the JDK. At the JDK's own limit an event loop that asks for more waits for garbage
 * collections, half a second each time (JDK-6857566), and nothing on it is answered. So Netty gets a lower limit, at
 * which it fails at once.
 */
public final class DirectMemory {

    /** What Netty reads its limit from, in bytes, when its first class is loaded. */
    private static final String NETTY_LIMIT = "io.netty.maxDirectMemory";

    /** From here on clients that do not read are disconnected, so that the rest is enough for those that do. */
    private static final double SCARCE = 0.75;

    private DirectMemory() {}

    /**
     * Sets the limit, unless the command line does. It has no effect once a class of Netty has been loaded.
     *
     * @param bytes less than what {@code -XX:MaxDirectMemorySize} allows, which is as much as the heap by default
     */
    public static void limit(long bytes) {
        if (System.getProperty(NETTY_LIMIT) == null) {
            System.setProperty(NETTY_LIMIT, Long.toString(bytes));
        }
    }

    /** Whether most of it is taken. Any thread. */
    public static boolean isScarce() {
        return PlatformDependent.usedDirectMemory() > PlatformDependent.maxDirectMemory() * SCARCE;
    }
}
