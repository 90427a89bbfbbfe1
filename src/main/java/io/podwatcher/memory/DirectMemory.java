package io.podwatcher.memory;

import io.netty.util.internal.PlatformDependent;

/**
 * Sets and observes the limit of the off-heap memory of Netty's buffers. Any thread.
 *
 * <p>Netty allocates it from the JDK. At the JDK's own limit an event loop that needs more waits for garbage
 * collections, half a second each time (JDK-6857566), and answers nothing meanwhile. So Netty gets a lower limit, at
 * which an allocation fails at once.
 */
public final class DirectMemory {

    /** The property with Netty's limit in bytes, read when its first class is loaded. */
    private static final String NETTY_LIMIT = "io.netty.maxDirectMemory";

    /** Above this share clients that do not read are disconnected, which leaves the rest to those that do. */
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

    /** Whether most of it is in use. Any thread. */
    public static boolean isScarce() {
        return PlatformDependent.usedDirectMemory() > PlatformDependent.maxDirectMemory() * SCARCE;
    }
}
