package io.podwatcher.memory;

import io.netty.util.internal.PlatformDependent;
import java.util.Map;

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

    /**
     * How Netty divides it: the pooled allocator, in chunks of 256 KiB that it gives back when they are empty, and with
     * small caches of each thread, which keep chunks from being empty. At rest after a series of attacks 4 to 9 MiB are
     * left; with larger caches 24, and with the adaptive allocator, Netty's default since 4.2, more after each attack.
     */
    private static final Map<String, String> ALLOCATOR = Map.of(
            "io.netty.allocator.type", "pooled",
            "io.netty.allocator.maxOrder", "5",
            "io.netty.allocator.smallCacheSize", "16",
            "io.netty.allocator.normalCacheSize", "4",
            "io.netty.allocator.cacheTrimIntervalMillis", "5000");

    /** Above this share clients that do not read are disconnected, which leaves the rest to those that do. */
    private static final double SCARCE = 0.75;

    private DirectMemory() {}

    /**
     * Sets the limit and the allocator, unless the command line does. It has no effect once a class of Netty has been
     * loaded.
     *
     * @param bytes less than what {@code -XX:MaxDirectMemorySize} allows, which is as much as the heap by default
     */
    public static void limit(long bytes) {
        setUnlessGiven(NETTY_LIMIT, Long.toString(bytes));
        ALLOCATOR.forEach(DirectMemory::setUnlessGiven);
    }

    private static void setUnlessGiven(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }

    /** Whether most of it is in use. Any thread. */
    public static boolean isScarce() {
        return PlatformDependent.usedDirectMemory() > PlatformDependent.maxDirectMemory() * SCARCE;
    }
}
