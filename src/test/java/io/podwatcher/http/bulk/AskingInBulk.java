package io.podwatcher.http.bulk;

import io.podwatcher.http.RawHttp;
import io.podwatcher.http.WithFakeCache;
import java.nio.charset.StandardCharsets;

/** Asks {@code POST /lookup} over HTTP/1.1. */
abstract class AskingInBulk extends WithFakeCache {

    static final String JSON = "application/json";
    static final String NDJSON = "application/x-ndjson";

    /** Asks on a connection of its own. */
    RawHttp.Response post(String type, String body) {
        try (RawHttp client = service.connect()) {
            return client.send(request(type, body)).read();
        }
    }

    static byte[] request(String type, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return (head(type, "Content-Length: " + bytes.length) + body).getBytes(StandardCharsets.UTF_8);
    }

    /** A request whose body has no length known before, up to the body. */
    static String chunkedHead(String type) {
        return head(type, "Transfer-Encoding: chunked");
    }

    private static String head(String type, String header) {
        return "POST /lookup HTTP/1.1\r\nHost: pod-watcher\r\nContent-Type: " + type + "\r\n" + header + "\r\n\r\n";
    }

    /** A part of a body without a length. */
    static String chunk(String part) {
        return Integer.toHexString(part.getBytes(StandardCharsets.UTF_8).length) + "\r\n" + part + "\r\n";
    }

    static String line(String ip) {
        return "{\"ip\":\"" + ip + "\"}\n";
    }
}
