package io.podwatcher.openapi;

import io.netty.handler.codec.http.QueryStringDecoder;
import io.podwatcher.http.RawHttp;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One request.
 *
 * @param state a name for the state of the service, for people
 * @param from the address that the request is sent from
 * @param headers beside those that every request has
 * @param body what is sent behind the head
 */
record Question(
        String state, int port, String from, String method, String target, Map<String, String> headers, String body) {

    /** One without a body. */
    Question(String state, int port, String from, String method, String target, Map<String, String> headers) {
        this(state, port, from, method, target, headers, "");
    }

    Question from(String address) {
        return new Question(state, port, address, method, target, headers, body);
    }

    Question by(String method) {
        return new Question(state, port, from, method, target, headers, body);
    }

    Question with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Question(state, port, from, method, target, more, body);
    }

    /** A POST request with this body, of ASCII characters. */
    Question posting(String type, String body) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put("Content-Type", type);
        more.put("Content-Length", Integer.toString(body.length()));
        return new Question(state, port, from, "POST", target, more, body);
    }

    String path() {
        return target.replaceFirst("\\?.*", "");
    }

    /** The values of a query parameter; none when the query cannot be read. */
    Map<String, List<String>> parameters() {
        return new QueryStringDecoder(target).parameters();
    }

    Exchange ask() {
        StringBuilder request = new StringBuilder(method + " " + target + " HTTP/1.1\r\nHost: pod-watcher\r\n");
        headers.forEach(
                (name, value) -> request.append(name).append(": ").append(value).append("\r\n"));
        try (RawHttp client = RawHttp.from(from, port)) {
            RawHttp.Response head =
                    client.send(request.append("\r\n").append(body).toString()).readHead();
            return new Exchange(this, method.equals("HEAD") ? head : client.readBody(head));
        }
    }

    @Override
    public String toString() {
        String shown = target.length() > 120 ? target.substring(0, 120) + "…" : target;
        return state + ": " + method + " " + shown + (headers.isEmpty() ? "" : " " + headers.keySet());
    }
}
