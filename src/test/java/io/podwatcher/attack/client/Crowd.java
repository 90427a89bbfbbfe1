package io.podwatcher.attack.client;

import com.sun.management.UnixOperatingSystemMXBean;
import io.netty.channel.ChannelHandler;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;
import java.util.stream.Stream;

/**
 * Many HTTP/1.1 connections that all do the same.
 *
 * @param size how many; fewer where this process may not open as many
 * @param addresses the number of the address that the connection of a number comes from
 * @param reads whether they read
 * @param clients what the connection of a number does
 */
public record Crowd(
        int size, IntUnaryOperator addresses, boolean reads, BiFunction<Integer, Answers, ChannelHandler> clients)
        implements Attack {

    /** Descriptors that the test itself needs. */
    private static final long RESERVED = 500;

    /** Clients that send this and never read. */
    public static Crowd silent(int size, String bytes) {
        byte[] encoded = bytes.getBytes(StandardCharsets.ISO_8859_1);
        return new Crowd(size, i -> i, false, (number, answers) -> new SilentClient(encoded));
    }

    /** Clients that read, and send the next request when the last is answered. */
    static Crowd asking(int size, IntFunction<Iterator<String>> requests) {
        return new Crowd(size, i -> i, true, (number, answers) -> new AskingClient(requests.apply(number), answers));
    }

    /** Clients that read, and repeat the same request. */
    public static Crowd repeating(int size, IntFunction<String> request) {
        return asking(
                size, number -> Stream.generate(() -> request.apply(number)).iterator());
    }

    /** The same, all from one address. */
    public Crowd fromOneAddress() {
        return new Crowd(size, i -> 0, reads, clients);
    }

    @Override
    public AutoCloseable start(Target target, Random random) throws Exception {
        Connections connections = Connections.http1(target);
        int many = (int) Math.min(size, descriptors() - RESERVED);
        for (int i = 0; i < many; i++) {
            connections.connect(Target.attacker(addresses.applyAsInt(i)), reads, clients.apply(i, target.answers()));
        }
        connections.awaitConnected();
        return connections;
    }

    private static long descriptors() {
        return ((UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getMaxFileDescriptorCount();
    }
}
