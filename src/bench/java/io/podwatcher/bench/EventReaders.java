package io.podwatcher.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/**
 * Clients that follow all changes, compressed, and read them as they come without looking at them. On a thread of its
 * own.
 */
final class EventReaders implements AutoCloseable {

    private static final byte[] REQUEST =
            "GET /events?snapshot=false HTTP/1.1\r\nhost: localhost\r\naccept-encoding: gzip\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII);

    private final Selector selector = Selector.open();
    private final ByteBuffer sink = ByteBuffer.allocateDirect(256 * 1024);
    private final Thread thread = new Thread(this::read, "event-readers");
    private volatile boolean closed;

    EventReaders(int port, int clients) throws IOException {
        for (int i = 0; i < clients; i++) {
            SocketChannel channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            channel.write(ByteBuffer.wrap(REQUEST));
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ);
        }
        thread.start();
    }

    private void read() {
        try {
            while (!closed) {
                selector.select(key -> {
                    try {
                        sink.clear();
                        if (((SocketChannel) key.channel()).read(sink) < 0) {
                            throw new IOException("A stream of events has ended");
                        }
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
            }
            for (SelectionKey key : selector.keys()) {
                key.channel().close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        closed = true;
        selector.wakeup();
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        selector.close();
    }
}
