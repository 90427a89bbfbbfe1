package io.podwatcher.integration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Many clients of {@code /events} from addresses of the loopback network. Those that read take compressed events, and
 * count a marker in them; the others never read. On a thread of its own.
 */
final class EventCrowd implements AutoCloseable {

    private static final int SMALL = 4096;
    private static final int GZIP_HEADER = 10;

    private final Selector selector = Selector.open();
    private final List<SocketChannel> silent = new ArrayList<>();
    private final List<Reader> readers = new ArrayList<>();
    private final byte[] marker;
    private final byte[] text = new byte[64 * 1024];
    private final AtomicInteger lost = new AtomicInteger();
    private final Thread thread = new Thread(this::read, "event-crowd");
    private volatile boolean closed;

    /**
     * @param marker the text that the readers count
     */
    EventCrowd(String marker) throws IOException {
        this.marker = marker.getBytes(StandardCharsets.US_ASCII);
    }

    /** One client that reads: what it knows of its stream so far. */
    private static final class Reader {
        private final SocketChannel channel;
        private final ByteBuffer chunked = ByteBuffer.allocate(128 * 1024);
        private final Inflater inflater = new Inflater(true);
        private boolean headRead;
        private int leftOfChunk;
        private int headerLeft = GZIP_HEADER;
        private int matched;
        private volatile int found;

        private Reader(SocketChannel channel) {
            this.channel = channel;
        }
    }

    /**
     * Connects clients.
     *
     * @param oneSilentIn one in so many never reads, and asks for all pods
     * @param namespace which pods the others ask for
     */
    void join(int port, int clients, int oneSilentIn, String namespace) throws IOException {
        for (int i = 0; i < clients; i++) {
            boolean isSilent = i % oneSilentIn == 0;
            SocketChannel channel = SocketChannel.open();
            if (isSilent) {
                channel.setOption(StandardSocketOptions.SO_RCVBUF, SMALL);
            }
            channel.bind(new InetSocketAddress("127.0.0." + (2 + i % 250), 0));
            channel.connect(new InetSocketAddress("127.0.0.1", port));
            channel.write(ByteBuffer.wrap(request(isSilent ? "/events" : "/events?namespace=" + namespace, !isSilent)));
            if (isSilent) {
                silent.add(channel);
            } else {
                channel.configureBlocking(false);
                Reader reader = new Reader(channel);
                readers.add(reader);
                channel.register(selector, SelectionKey.OP_READ, reader);
            }
        }
        thread.start();
    }

    private static byte[] request(String target, boolean gzip) {
        String accepted = gzip ? "Accept-Encoding: gzip\r\n" : "";
        return ("GET " + target + " HTTP/1.1\r\nHost: test\r\n" + accepted + "\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private void read() {
        try {
            while (!closed) {
                selector.select(key -> read((Reader) key.attachment()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read(Reader reader) {
        try {
            if (reader.channel.read(reader.chunked) < 0) {
                leave(reader);
                return;
            }
            reader.chunked.flip();
            if (!reader.headRead) {
                reader.headRead = skipHead(reader.chunked);
            }
            if (reader.headRead) {
                unchunk(reader);
            }
            reader.chunked.compact();
        } catch (IOException | DataFormatException e) {
            leave(reader);
        }
    }

    private void leave(Reader reader) {
        lost.incrementAndGet();
        try {
            reader.channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean skipHead(ByteBuffer in) {
        for (int i = in.position() + 3; i < in.limit(); i++) {
            if (in.get(i) == '\n' && in.get(i - 2) == '\n') {
                in.position(i + 1);
                return true;
            }
        }
        return false;
    }

    private void unchunk(Reader reader) throws DataFormatException {
        ByteBuffer in = reader.chunked;
        while (in.hasRemaining()) {
            if (reader.leftOfChunk == 0) {
                int end = in.position();
                while (end < in.limit() && (in.get(end) != '\n' || end == in.position() + 1)) {
                    end++;
                }
                if (end == in.limit()) {
                    return;
                }
                byte[] line = new byte[end + 1 - in.position()];
                in.get(line);
                // The end of the chunk before stands in front of the size of this one.
                reader.leftOfChunk = Integer.parseInt(new String(line, StandardCharsets.US_ASCII).trim(), 16);
            }
            int taken = Math.min(reader.leftOfChunk, in.remaining());
            int header = Math.min(reader.headerLeft, taken);
            reader.headerLeft -= header;
            reader.leftOfChunk -= taken;
            inflate(reader, in.array(), in.position() + header, taken - header);
            in.position(in.position() + taken);
        }
    }

    private void inflate(Reader reader, byte[] in, int offset, int length) throws DataFormatException {
        reader.inflater.setInput(in, offset, length);
        for (int n = reader.inflater.inflate(text); n > 0; n = reader.inflater.inflate(text)) {
            for (int i = 0; i < n; i++) {
                reader.matched = text[i] == marker[reader.matched] ? reader.matched + 1 : text[i] == marker[0] ? 1 : 0;
                if (reader.matched == marker.length) {
                    reader.matched = 0;
                    reader.found++;
                }
            }
        }
    }

    /** How many have found the marker so often. */
    long informed(int times) {
        return readers.stream().filter(reader -> reader.found >= times).count();
    }

    /** How many of those that read were disconnected. */
    int lost() {
        return lost.get();
    }

    int readers() {
        return readers.size();
    }

    int silent() {
        return silent.size();
    }

    @Override
    public void close() throws Exception {
        if (closed) {
            return;
        }
        closed = true;
        selector.wakeup();
        thread.join();
        for (Reader reader : readers) {
            reader.channel.close();
            reader.inflater.end();
        }
        for (SocketChannel channel : silent) {
            channel.close();
        }
        selector.close();
    }
}
