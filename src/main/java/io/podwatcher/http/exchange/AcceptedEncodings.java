package io.podwatcher.http.exchange;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Locale;

/** Parses {@code Accept-Encoding}. Any thread. */
public final class AcceptedEncodings {

    private AcceptedEncodings() {}

    /** Whether the client accepts gzip: it is named, and its weight is not zero. */
    public static boolean gzip(HttpServerRequest request) {
        for (String header : request.headers().getAll(HttpHeaders.ACCEPT_ENCODING)) {
            for (String coding : header.toLowerCase(Locale.ROOT).split(",")) {
                String[] parts = coding.split(";", 2);
                if (parts[0].trim().equals("gzip")) {
                    return parts.length == 1 || !parts[1].trim().matches("q\\s*=\\s*0(\\.0*)?");
                }
            }
        }
        return false;
    }
}
