package io.podwatcher.fission;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * A path in its two readings: a router compares it decoded, or as sent if it runs with USE_ENCODED_PATH (routeshape.go
 * newListenerMuxes). Without escapes both are the same. Immutable; any thread.
 *
 * @param sent as the client sent it
 * @param decoded with each {@code %XX} decoded once, as Go's net/url does
 */
record RequestPath(String sent, String decoded) {

    /** Less than what the server keeps of a request: a path that was cut must not be taken for a whole one. */
    private static final int MAX_LENGTH = 2048;

    /**
     * What may stand in a path besides letters and digits (RFC 3986, pchar and the slash). Without the semicolon, at
     * which some proxies cut, and of the rest only what Go's EscapedPath leaves as it is.
     */
    private static final String SAFE = "/-._~!$&'()*+,=:@";

    /** What must not be escaped: proxies and routers differ on whether that changes the path. */
    private static final String NEVER_ESCAPED = "/\\.%;?#";

    /** Runs any function: on a router up to 1.22, and on the internal port of later ones (registerInternalRoute). */
    private static final String INTERNAL = "/fission-function";

    /**
     * Reads the path of a URI. A path that is not clean is refused: 1.26 redirects it, 1.27 matches it as it is.
     *
     * @throws BadTarget if routers or proxies may read it differently
     */
    static RequestPath parse(String uri) throws BadTarget {
        int query = uri.indexOf('?');
        String sent = query < 0 ? uri : uri.substring(0, query);
        if (!sent.startsWith("/")) {
            throw new BadTarget("The path does not start with /");
        }
        if (sent.length() > MAX_LENGTH) {
            throw new BadTarget("The path is longer than " + MAX_LENGTH + " characters");
        }
        if (sent.contains("//")) {
            throw new BadTarget("The path contains //");
        }
        if ((sent + "/").contains("/./") || (sent + "/").contains("/../")) {
            throw new BadTarget("The path contains a segment . or ..");
        }
        String decoded = decode(sent);
        if (decoded.startsWith(INTERNAL)) {
            throw new BadTarget("Paths that start with " + INTERNAL + " are internal to Fission");
        }
        return new RequestPath(sent, decoded);
    }

    /** Whether the two readings differ. */
    boolean isEscaped() {
        return sent.length() != decoded.length();
    }

    private static String decode(String sent) throws BadTarget {
        StringBuilder decoded = new StringBuilder(sent.length());
        int at = 0;
        while (at < sent.length()) {
            char c = sent.charAt(at);
            if (c == '%') {
                int end = at;
                while (end < sent.length() && sent.charAt(end) == '%') {
                    end += 3;
                }
                decoded.append(unescape(sent, at, end));
                at = end;
            } else if (isAlphanumeric(c) || SAFE.indexOf(c) >= 0) {
                decoded.append(c);
                at++;
            } else {
                throw new BadTarget("The path contains the character U+%04X".formatted((int) c));
            }
        }
        return decoded.toString();
    }

    /** Decodes escapes that follow one another, because a character beyond ASCII takes several. */
    private static String unescape(String sent, int from, int to) throws BadTarget {
        ByteBuffer bytes = ByteBuffer.allocate((to - from) / 3);
        for (int at = from; at < to; at += 3) {
            int value = at + 2 < sent.length() ? hex(sent.charAt(at + 1)) << 4 | hex(sent.charAt(at + 2)) : -1;
            if (value < 0) {
                throw new BadTarget("The path contains a % that is not followed by two hexadecimal digits");
            }
            bytes.put((byte) value);
        }
        String text;
        try {
            text = StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
        } catch (CharacterCodingException e) {
            throw new BadTarget("The path contains escapes that are not UTF-8");
        }
        if (text.chars().anyMatch(c -> Character.isISOControl(c) || NEVER_ESCAPED.indexOf(c) >= 0)) {
            throw new BadTarget(
                    "The path contains an escaped control character, or an escaped one of " + NEVER_ESCAPED);
        }
        return text;
    }

    /** Negative, also after a shift, if it is no digit. Character.digit would also take digits of other scripts. */
    private static int hex(char c) {
        return c < 0x80 ? Character.digit(c, 16) : -1;
    }

    private static boolean isAlphanumeric(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
    }
}
