package io.podwatcher.apiserver.client;

import io.podwatcher.apiserver.ApiServer;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** Sees what is on the socket and hides nothing: an end from a reset, a last chunk from none, a close frame's code. */
public final class RawClient implements AutoCloseable {

    private static final int TIMEOUT_MILLIS = 10_000;
    private static final int TEXT = 1;
    private static final int CLOSE = 8;
    private static final int PONG = 10;

    private final Socket socket;
    private final DataInputStream in;
    private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final StringBuilder unread = new StringBuilder();
    private String ending = "";

    private RawClient(Socket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(TIMEOUT_MILLIS);
        in = new DataInputStream(socket.getInputStream());
    }

    public static RawClient get(ApiServer server, String path, String... headers) throws IOException {
        URI uri = URI.create(server.url());
        RawClient client = new RawClient(new Socket(uri.getHost(), uri.getPort()));
        StringBuilder head = new StringBuilder("GET " + path + " HTTP/1.1\r\nHost: " + uri.getAuthority() + "\r\n");
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        client.socket.getOutputStream().write((head + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        return client;
    }

    public static RawClient webSocket(ApiServer server, String path) throws IOException {
        return get(
                server,
                path,
                "Upgrade: websocket",
                "Connection: Upgrade",
                "Sec-WebSocket-Version: 13",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==");
    }

    /** The status of the answer, or how the connection ended before there was one. */
    public String status() throws IOException {
        try {
            String first = line();
            for (String line = line(); !line.isEmpty(); line = line()) {
                headers.put(
                        line.substring(0, line.indexOf(':')),
                        line.substring(line.indexOf(':') + 1).strip());
            }
            return first.split(" ")[1];
        } catch (EOFException e) {
            return "EOF";
        } catch (SocketException e) {
            return "reset";
        }
    }

    String header(String name) {
        return headers.getOrDefault(name, "");
    }

    /** The rest of the body, with what ended it in angle brackets: last chunk, EOF, reset, or a close frame's code. */
    String rest() throws IOException {
        while (ending.isEmpty()) {
            more();
        }
        String rest = unread + "<" + ending + ">";
        unread.setLength(0);
        return rest;
    }

    /** The next event, or what ended the watch, in angle brackets. */
    String event() throws IOException {
        while (unread.indexOf("\n") < 0 && ending.isEmpty()) {
            more();
        }
        int end = unread.indexOf("\n");
        if (end < 0) {
            return rest();
        }
        String event = unread.substring(0, end);
        unread.delete(0, end + 1);
        return event;
    }

    private void more() throws IOException {
        try {
            if (status101()) {
                frame();
            } else if (headers.containsKey("Content-Length")) {
                unread.append(text(Integer.parseInt(header("Content-Length"))));
                ending = "all";
            } else {
                int size = Integer.parseInt(line(), 16);
                unread.append(text(size));
                line();
                ending = size == 0 ? "last chunk" : "";
            }
        } catch (EOFException e) {
            ending = "EOF";
        } catch (SocketTimeoutException e) {
            throw e;
        } catch (SocketException e) {
            ending = "reset";
        }
    }

    private boolean status101() {
        return headers.containsKey("Sec-WebSocket-Accept");
    }

    private void frame() throws IOException {
        int opcode = in.readUnsignedByte() & 15;
        int length = in.readUnsignedByte();
        length = length == 126 ? in.readUnsignedShort() : length == 127 ? (int) in.readLong() : length;
        byte[] payload = in.readNBytes(length);
        switch (opcode) {
            case CLOSE ->
                ending = payload.length < 2 ? "close" : "close " + ((payload[0] & 255) << 8 | payload[1] & 255);
            case PONG -> unread.append("<pong>\n");
            case 0, TEXT -> unread.append(new String(payload, StandardCharsets.UTF_8));
            default -> throw new IOException("opcode " + opcode);
        }
    }

    /** Sends a ping, whose pong {@link #event()} gives as one. */
    void ping() throws IOException {
        socket.getOutputStream().write(new byte[] {(byte) 0x89, (byte) 0x80, 0, 0, 0, 0});
    }

    /** Whether nothing arrives for a moment. */
    boolean hearsNothing() throws IOException {
        socket.setSoTimeout(200);
        try {
            return in.read() > Integer.MAX_VALUE;
        } catch (SocketTimeoutException e) {
            return true;
        } finally {
            socket.setSoTimeout(TIMEOUT_MILLIS);
        }
    }

    private String text(int size) throws IOException {
        byte[] bytes = new byte[size];
        in.readFully(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.readUnsignedByte(); b != '\n'; b = in.readUnsignedByte()) {
            if (b != '\r') {
                line.write(b);
            }
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
