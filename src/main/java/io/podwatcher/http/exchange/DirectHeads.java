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
        StringBuilder lines = new StringBuilder(256);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            // Strings are checked and appended faster than other sequences, and a token has 700 characters.
            String value = namesAndValues[i + 1].toString();
            if (!isPlain(value)) {
                return Optional.empty();
            }
            lines.append(namesAndValues[i]).append(": ").append(value).append("\r\n");
        }
        return Optional.of(encode(lines.toString()));
    }

    private static String line(CharSequence name, String value) {
        return name + ": " + value + "\r\n";
    }

    private static boolean isPlain(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) < ' ' || value.charAt(i) > '~') {
                return false;
            }
        }
        return true;
    }

    private static byte[] encode(String lines) {
        return lines.getBytes(StandardCharsets.US_ASCII);
    }
}
