package io.podwatcher;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.UnixOperatingSystemMXBean;
import io.podwatcher.cache.WaitLimits;
import io.podwatcher.http.HttpLimits;
import io.podwatcher.http.connection.ConnectionLimits;
import io.podwatcher.http.events.EventLimits;
import java.lang.management.ManagementFactory;

/**
 * What clients may take of the process, so that all of it together fits into the memory of the container.
 * src/docs/limits.md shows the addition, and where the numbers come from.
 *
 * @param directMemory bytes outside the heap for Netty's buffers
 * @param connections open connections, and what the kernel and Netty buffer for each
 * @param streams streams of events, of all event loops
 * @param waits lookups that wait for their IP
 * @param openStreams HTTP/2 streams, of all event loops
 * @param eventLoops how many event loops answer HTTP
 */
record Limits(
        long directMemory,
        ConnectionLimits connections,
        int streams,
        WaitLimits waits,
        int openStreams,
        int eventLoops) {

    static final int MIB = 1 << 20;
    static final int KIB = 1 << 10;

    /**
     * Classes, compiled code, threads, and what the JVM takes from malloc: 67 MiB in the image after half an hour of
     * attacks over TLS, and up to 29 MiB while both compilers work.
     */
    static final long NON_HEAP = 96L * MIB;

    /** Even a small container gives clients this much, or nothing could be answered. */
    private static final long MIN_SPARE = 16L * MIB;

    /**
     * Netty reserves direct memory in chunks of up to 2 MiB for each kind of buffer, and needs some of them when idle.
     */
    private static final long MIN_DIRECT = 8L * MIB;

    private static final long MAX_DIRECT = 256L * MIB;
    private static final long MAX_KERNEL = 1024L * MIB;

    /**
     * What one connection takes of the heap at most, with TLS, a request in progress and one that waits: 13 to 25 KiB.
     */
    private static final long HEAP_SHARE = 160L * KIB;

    /** A lookup is answered with 2 KiB, and a head is read as it arrives; the kernel takes twice as much for each. */
    private static final int SMALL_BUFFER = 16 * KIB;

    private static final int STREAM_BUFFER = 64 * KIB;

    /** A few answers to lookups; a client that leaves more unread is not answered further. */
    private static final int UNSENT = 8 * KIB;

    /** The structures of a socket, without its buffers. */
    private static final int SOCKET = 4 * KIB;

    /** What the kernel takes for a connection whose client neither reads nor is read. */
    static final long KERNEL_PER_CONNECTION = 2L * (SMALL_BUFFER + SMALL_BUFFER) + SOCKET;

    /** What it takes besides while a listing or a stream of events is sent. */
    static final long KERNEL_PER_STREAM = 2L * (STREAM_BUFFER - SMALL_BUFFER);

    /** Listings at once: enough for the network and both ends to be busy. */
    private static final int LISTINGS = 16;

    /** Half of an event loop's are for one peer. */
    private static final int MIN_LISTINGS_OF_LOOP = 2;

    /** Descriptors that are not for connections: the API server, the JVM's files, event loops, certificates. */
    static final int RESERVED_DESCRIPTORS = 256;

    /** For the memory and the descriptors that this process has been given. */
    static Limits ofThisProcess(int eventLoops) {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long descriptors =
                system instanceof UnixOperatingSystemMXBean unix ? unix.getMaxFileDescriptorCount() : Long.MAX_VALUE;
        // The limit of the container, where there is one.
        return of(system.getTotalMemorySize(), Runtime.getRuntime().maxMemory(), descriptors, eventLoops);
    }

    /**
     * @param memory the memory of the container, in bytes
     * @param heap the most that the heap may grow to, in bytes
     * @param descriptors how many files and sockets the process may have open
     * @param eventLoops how many event loops answer HTTP
     */
    static Limits of(long memory, long heap, long descriptors, int eventLoops) {
        long spare = Math.max(MIN_SPARE, memory - heap - NON_HEAP);
        // The JDK allows as much as the heap, and must allow more than Netty does.
        long direct = clamp(Math.min(spare / 2, heap * 3 / 4), MIN_DIRECT, MAX_DIRECT);
        long kernel = Math.min(spare - direct, MAX_KERNEL);
        long byMemory = Math.min(kernel * 3 / 4 / KERNEL_PER_CONNECTION, heap / HEAP_SHARE);
        int connections = (int) clamp(byMemory, 1, descriptors - RESERVED_DESCRIPTORS);
        int streams = (int) Math.min(kernel / 4 / KERNEL_PER_STREAM - LISTINGS, connections / 4);
        return new Limits(
                direct,
                new ConnectionLimits(
                        connections, Math.max(1, connections / 2), SMALL_BUFFER, STREAM_BUFFER, SMALL_BUFFER, UNSENT),
                // At least one for each event loop.
                Math.max(eventLoops, streams),
                WaitLimits.of(Math.max(4, connections / 4)),
                Math.max(eventLoops, connections / 2),
                eventLoops);
    }

    private static long clamp(long value, long least, long most) {
        return Math.max(least, Math.min(value, most));
    }

    /** For one HTTP verticle. */
    HttpLimits http() {
        return HttpLimits.usual(
                listingsOfLoop(),
                openStreams / eventLoops,
                EventLimits.of(streams / eventLoops, unsentEvents() / eventLoops));
    }

    private int listingsOfLoop() {
        return Math.max(MIN_LISTINGS_OF_LOOP, LISTINGS / eventLoops);
    }

    /** Bytes of events that clients have not taken: a quarter of the direct memory. */
    long unsentEvents() {
        return directMemory / 4;
    }

    /** What the kernel takes when clients have all that they may. */
    long kernelMemory() {
        return connections.open() * KERNEL_PER_CONNECTION
                + (streams + listingsOfLoop() * eventLoops) * KERNEL_PER_STREAM;
    }

    /** For people. */
    @Override
    public String toString() {
        return "%d connections (%d of one peer), %d streams of events, %d waits, %d MiB of direct memory"
                .formatted(connections.open(), connections.perPeer(), streams, waits.total(), directMemory / MIB);
    }
}
