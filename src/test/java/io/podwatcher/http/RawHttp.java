package io.podwatcher.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * One TCP connection that sends just the bytes it is told to. A read that gets nothing for long fails: that is a hang.
 */
public final class RawHttp implements AutoCloseable {

    private static final int HANG_MILLIS = 60_000;

    private final Socket socket = new Socket();
    private final InputStream in;

    public RawHttp(int port) {
        this(port, 0);
    }

    /** Connects with this many bytes to receive before the application reads, 0 for the system's usual. */
    public RawHttp(int port, int receiveBuffer) {
        this(port, receiveBuffer, "127.0.0.1");
    }

    /** Connects from this address, which is the machine's own, to 127.0.0.1 or, from an IPv6 address, to ::1. */
    public static RawHttp from(String address, int port) {
        return new RawHttp(port, 0, address);
    }

    private RawHttp(int port, int receiveBuffer, String from) {
        try {
            socket.bind(new InetSocketAddress(from, 0));
            if (receiveBuffer > 0) {
                socket.setReceiveBufferSize(receiveBuffer);
            }
            socket.setSoTimeout(HANG_MILLIS);
            socket.connect(new InetSocketAddress(from.indexOf(':') < 0 ? "127.0.0.1" : "::1", port), HANG_MILLIS);
            in = new BufferedInputStream(socket.getInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What came back; header names in lower case, body as it is after chunks are joined. */
    public record Response(int status, Map<String, String> headers, String body) {

        public String header(String name) {
            return headers.get(name);
        }

        public JsonObject json() {
            assertThat(header("content-type")).isEqualTo("application/json");
            return new JsonObject(body);
        }

        /** The reason that an answer in the one form of all errors gives; anything else fails. */
        public String reason() {
            JsonObject json = json();
            assertThat(json.fieldNames()).containsExactlyInAnyOrder("error", "reason");
            assertThat(json.getString("error")).isNotBlank();
            return json.getString("reason");
        }
    }

    /** Sends a string, one byte a character. */
    public RawHttp send(String bytes) {
        return send(bytes.getBytes(StandardCharsets.ISO_8859_1));
    }

    public RawHttp send(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Response get(String target) {
        return ask("GET", target);
    }

    public Response ask(String method, String target) {
        send(request(method, target));
        return method.equals("HEAD") ? readHead() : read();
    }

    public static String request(String method, String target) {
        return method + " " + target + " HTTP/1.1\r\nHost: pod-watcher\r\n\r\n";
    }

    /** Says that nothing more will be sent, and still reads. */
    public void endSending() {
        try {
            socket.shutdownOutput();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Breaks the connection off, so that the server learns at once that nobody reads an answer. */
    public void abort() {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads a whole response. */
    public Response read() {
        return readBody(readHead());
    }

    public Response readBody(Response head) {
        try {
            return new Response(head.status(), head.headers(), new String(body(head), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads the head of a response and leaves its body, if any, unread. */
    public Response readHead() {
        try {
            int status = Integer.parseInt(line().split(" ")[1]);
            Map<String, String> headers = new HashMap<>();
            for (String line = line(); !line.isEmpty(); line = line()) {
                int colon = line.indexOf(':');
                headers.put(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).trim());
            }
            return new Response(status, headers, "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads the next chunk of a body; empty at its end. */
    public String readChunk() {
        try {
            byte[] chunk = exactly(chunkSize());
            line();
            return new String(chunk, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether the server closes the connection, or has closed it, without sending anything more. */
    public boolean isClosedByServer() {
        try {
            return in.read() < 0;
        } catch (SocketException e) {
            return true; // closed by a reset
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether the server breaks the connection before the end of what it has begun to send. */
    public boolean isReset() {
        try {
            in.transferTo(OutputStream.nullOutputStream());
            return false;
        } catch (SocketException e) {
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All that the server sends until it closes, one byte a character. */
    public String readUntilClosed() {
        try {
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] body(Response head) throws IOException {
        if ("chunked".equals(head.header("transfer-encoding"))) {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            for (int size = chunkSize(); size > 0; size = chunkSize()) {
                body.write(exactly(size));
                line();
            }
            line();
            return body.toByteArray();
        }
        return exactly(Integer.parseInt(head.headers().getOrDefault("content-length", "0")));
    }

    private int chunkSize() throws IOException {
        return Integer.parseInt(line(), 16);
    }

    private byte[] exactly(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("closed after " + bytes.length + " of " + length + " bytes");
        }
        return bytes;
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("closed after '" + line + "'");
            }
            line.append((char) c);
        }
        return line.toString().stripTrailing();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
