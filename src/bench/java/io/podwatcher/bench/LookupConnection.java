package io.podwatcher.bench;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A keep-alive connection that waits for each answer: the least that a client can do. One thread. */
final class LookupConnection implements AutoCloseable {

    private static final byte[] LENGTH = "content-length: ".getBytes(StandardCharsets.US_ASCII);

    private final Socket socket;
    private final OutputStream out;
    private final InputStream in;
    private byte[] answer = new byte[64 * 1024];

    LookupConnection(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(30_000);
        out = socket.getOutputStream();
        in = socket.getInputStream();
    }

    static byte[] request(String lookup) {
        return ("GET " + lookup + " HTTP/1.1\r\nhost: localhost\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    /** Sends a request and returns the status of the whole answer. */
    int ask(byte[] request) throws IOException {
        out.write(request);
        int read = 0;
        int length = Integer.MAX_VALUE;
        while (read < length) {
            if (read == answer.length) {
                throw new IOException("an answer longer than any pod");
            }
            int more = in.read(answer, read, answer.length - read);
            if (more < 0) {
                throw new EOFException("closed by the server");
            }
            read += more;
            if (length == Integer.MAX_VALUE) {
                length = length(read);
            }
        }
        return (answer[9] - '0') * 100 + (answer[10] - '0') * 10 + answer[11] - '0';
    }

    /** Of head and body; as much as can be while the head is not complete. */
    private int length(int read) throws IOException {
        int body = -1;
        for (int i = 0; i + 3 < read; i++) {
            if (answer[i] == '\n' && body < 0 && startsWith(i + 1, LENGTH)) {
                body = number(i + 1 + LENGTH.length);
            }
            if (answer[i] == '\r' && answer[i + 1] == '\n' && answer[i + 2] == '\r' && answer[i + 3] == '\n') {
                if (body < 0) {
                    throw new IOException("an answer without a length");
                }
                return i + 4 + body;
            }
        }
        return Integer.MAX_VALUE;
    }

    private boolean startsWith(int from, byte[] expected) {
        for (int i = 0; i < expected.length; i++) {
            if (from + i >= answer.length || (answer[from + i] | 0x20) != (expected[i] | 0x20)) {
                return false;
            }
        }
        return true;
    }

    private int number(int from) {
        int number = 0;
        for (int i = from; answer[i] >= '0' && answer[i] <= '9'; i++) {
            number = number * 10 + answer[i] - '0';
        }
        return number;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
