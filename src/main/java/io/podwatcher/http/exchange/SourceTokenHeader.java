package io.podwatcher.http.exchange;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import java.nio.charset.StandardCharsets;

/** The header with a caller's token, encoded once for all answers that have it. Immutable; any thread. */
public final class SourceTokenHeader {

    private static final CharSequence NAME = HttpHeaders.createOptimized("x-source-token");
    private static final int VALUE_START = NAME.length() + 2;
    private static final int LINE_END = 2;

    /** Without a token: a proxy that copies it to its upstream overwrites one that the client has sent. */
    public static final SourceTokenHeader NONE = new SourceTokenHeader("");

    private final byte[] line;

    /**
     * @param token a JWT, which is visible ASCII, or empty
     */
    public SourceTokenHeader(String token) {
        line = DirectHeads.headers(NAME, token).orElseThrow();
    }

    public void addTo(HttpServerResponse response) {
        response.putHeader(NAME, token());
    }

    /** With its line end, for an answer without Vert.x. Shared, so not to be changed. */
    public byte[] line() {
        return line;
    }

    public String token() {
        return new String(line, VALUE_START, line.length - VALUE_START - LINE_END, StandardCharsets.US_ASCII);
    }

    /** Without the token, with which it could be used. */
    @Override
    public String toString() {
        return NAME.toString();
    }
}
