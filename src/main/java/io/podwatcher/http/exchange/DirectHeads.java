package io.podwatcher.http.exchange;

import io.podwatcher.model.MapVersion;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Parts of heads as bytes, for answers that are written without Vert.x. Those about the map are encoded once for all
 * answers of the same age and version. On the event loop of its HTTP verticle.
 */
public final class DirectHeads {

    public static final byte[] OK = encode("HTTP/1.1 200 OK\r\n");
    public static final byte[] OK_JSON = encode("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n");
    public static final byte[] NOT_FOUND_JSON = encode("HTTP/1.1 404 Not Found\r\ncontent-type: application/json\r\n");

    private long age = -1;
    private MapVersion version;
    private byte[] fromMap;

    /** The headers with the age of the map in seconds and, if it is known, its version. */
    public byte[] fromMap(long age, MapVersion version) {
        if (this.age != age || this.version != version) {
            this.age = age;
            this.version = version;
            String headers = line(JsonReplies.WATCH_AGE, Long.toString(age));
            fromMap = encode(version.isKnown() ? line(JsonReplies.WATCH_VERSION, version.text()) + headers : headers);
        }
        return fromMap;
    }

    /** Encodes header lines; empty if a value has a character that Vert.x would reject or encode otherwise. */
    public static Optional<byte[]> headers(CharSequence... namesAndValues) {
        int length = 0;
        for (int i = 0; i < namesAndValues.length; i += 2) {
            length += namesAndValues[i].length() + 2 + namesAndValues[i + 1].length() + 2;
        }
        // Built as a string first, the lines would be copied four times.
        byte[] lines = new byte[length];
        int end = 0;
        for (int i = 0; i < namesAndValues.length; i += 2) {
            end = append(lines, end, namesAndValues[i], ':', ' ');
            end = end < 0 ? end : append(lines, end, namesAndValues[i + 1], '\r', '\n');
            if (end < 0) {
                return Optional.empty();
            }
        }
        return Optional.of(lines);
    }

    /** Appends text and two bytes; returns the end of both, or -1 if a character is not visible ASCII or a blank. */
    private static int append(byte[] lines, int start, CharSequence text, char next, char last) {
        // The characters of a string are read fastest; optimized names and values hold theirs.
        String string = text.toString();
        int end = start + string.length();
        for (int i = start; i < end; i++) {
            char character = string.charAt(i - start);
            if (character < ' ' || character > '~') {
                return -1;
            }
            lines[i] = (byte) character;
        }
        lines[end] = (byte) next;
        lines[end + 1] = (byte) last;
        return end + 2;
    }

    private static String line(CharSequence name, String value) {
        return name + ": " + value + "\r\n";
    }

    private static byte[] encode(String lines) {
        return lines.getBytes(StandardCharsets.US_ASCII);
    }
}
