package io.podwatcher.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * A client that reads all of {@code /pods}, and then again, until it is closed: as fast as a network of 1 Gbit/s would
 * let it, because over the loopback the reading itself would take a processor. On a thread of its own.
 */
final class Listing implements AutoCloseable {

    private static final byte[] REQUEST =
            "GET /pods HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private static final double NANOS_PER_BYTE = 8;

    /** How much a network may have on its way: what was lost by waiting longer is not caught up. */
    private static final double LONGEST_LAG_NANOS = 1e6;

    private final Thread thread;
    private volatile boolean closed;

    Listing(int port) {
        thread = new Thread(() -> read(port), "listing");
    }

    void start() {
        thread.start();
    }

    private void read(int port) {
        byte[] sink = new byte[64 * 1024];
        double due = System.nanoTime();
        while (!closed) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                socket.getOutputStream().write(REQUEST);
                InputStream in = socket.getInputStream();
                for (int read = in.read(sink); !closed && read >= 0; read = in.read(sink)) {
                    due = Math.max(due, System.nanoTime() - LONGEST_LAG_NANOS) + read * NANOS_PER_BYTE;
                    Pace.awaitTime((long) due);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
