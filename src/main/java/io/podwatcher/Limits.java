package io.podwatcher;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.UnixOperatingSystemMXBean;
import io.podwatcher.cache.WaitLimits;
import io.podwatcher.http.HttpLimits;
import io.podwatcher.http.connection.ConnectionLimits;
import io.podwatcher.http.events.EventLimits;
import java.lang.management.ManagementFactory;

/**
 * The limits on what clients may use, computed so that together they fit into the container's memory.
 * src/docs/limits.md shows the sum and where the numbers come from. Immutable; any thread.
 *
 * @param directMemory bytes outside the heap for Netty's buffers
 * @param connections open connections, and what the kernel and Netty buffer for each
 * @param streams event streams, of all event loops
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
     * Classes, compiled code, threads, and what the JVM allocates with malloc: 67 MiB in the image after half an hour
     * of attacks over TLS, and up to 29 MiB while both compilers work.
     */
    static final long NON_HEAP = 96L * MIB;

    /** Clients get this much even in a small container; otherwise nothing could be answered. */
    private static final long MIN_SPARE = 16L * MIB;

    /** Netty keeps some chunks for each event loop even when idle. */
    private static final long MIN_DIRECT = 8L * MIB;

    private static final long MAX_DIRECT = 256L * MIB;
    private static final long MAX_KERNEL = 1024L * MIB;

    /** The most heap that one connection uses, with TLS, a request in progress and one that waits: 13 to 25 KiB. */
    private static final long HEAP_SHARE = 160L * KIB;

    /**
     * An answer to a lookup is 2 KiB, and a head is read as it arrives; the kernel allocates twice the size set here.
     */
    private static final int SMALL_BUFFER = 16 * KIB;

    private static final int STREAM_BUFFER = 64 * KIB;

    /** A few answers to lookups; a client that leaves more unread gets no further answers. */
    private static final int UNSENT = 8 * KIB;

    /** The structures of a socket, without its buffers. */
    private static final int SOCKET = 4 * KIB;

    /** Kernel memory of a connection whose send and receive buffers are both full. */
    static final long KERNEL_PER_CONNECTION = 2L * (SMALL_BUFFER + SMALL_BUFFER) + SOCKET;

    /** Additional kernel memory while a long answer or an event stream is sent. */
    static final long KERNEL_PER_STREAM = 2L * (STREAM_BUFFER - SMALL_BUFFER);

    /** Concurrent listings and bulk lookups: enough to keep the network and both ends busy. */
    private static final int LONG_ANSWERS = 16;

    /** One peer may use half of an event loop's long answers. */
    private static final int MIN_LONG_ANSWERS_OF_LOOP = 2;

    /** Descriptors that are not for connections: the API server, the JVM's files, event loops, certificates. */
    static final int RESERVED_DESCRIPTORS = 256;

    /** Computes the limits from the memory and the descriptors of this process. */
    static Limits ofThisProcess(int eventLoops) {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long descriptors =
                system instanceof UnixOperatingSystemMXBean unix ? unix.getMaxFileDescriptorCount() : Long.MAX_VALUE;
        // The container's limit, if it has one.
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
        int streams = (int) Math.min(kernel / 4 / KERNEL_PER_STREAM - LONG_ANSWERS, connections / 4);
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

    private static long clamp(long value, long min, long max) {
        return Math.max(min, Math.min(value, max));
    }

    /** The limits of one HTTP verticle. */
    HttpLimits http() {
        return HttpLimits.usual(
                longAnswersOfLoop(),
                openStreams / eventLoops,
                EventLimits.of(streams / eventLoops, unsentEvents() / eventLoops));
    }

    private int longAnswersOfLoop() {
        return Math.max(MIN_LONG_ANSWERS_OF_LOOP, LONG_ANSWERS / eventLoops);
    }

    /** Bytes of events that clients have not read yet: a quarter of the direct memory. */
    long unsentEvents() {
        return directMemory / 4;
    }

    /** Kernel memory when clients use all that they may. */
    long kernelMemory() {
        return connections.open() * KERNEL_PER_CONNECTION
                + (streams + longAnswersOfLoop() * eventLoops) * KERNEL_PER_STREAM;
    }

    /** For the log. */
    @Override
    public String toString() {
        return "%d connections (%d of one peer), %d event streams, %d waits, %d MiB of direct memory"
                .formatted(connections.open(), connections.perPeer(), streams, waits.total(), directMemory / MIB);
    }
}
