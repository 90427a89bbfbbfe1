package io.podwatcher.http.exchange;

import io.podwatcher.http.connection.Buffers;
import io.podwatcher.model.Pod;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.stream.IntStream;

/** The one form that all answers have: JSON, and {@code {"error", "reason"}} for each that is not the asked one. */
public final class JsonReplies {

    private static final CharSequence JSON = HttpHeaders.createOptimized("application/json");
    private static final CharSequence ONE_SECOND = HttpHeaders.createOptimized("1");
    private static final CharSequence WATCH_AGE = HttpHeaders.createOptimized("x-watch-age");

    /** The usual ages, ready to be sent: all answers of one second have the same. */
    private static final List<CharSequence> AGES = IntStream.range(0, 256)
            .mapToObj(age -> HttpHeaders.createOptimized(Integer.toString(age)))
            .toList();

    private JsonReplies() {}

    /** Marks an answer as given from the map, confirmed this many seconds ago. */
    public static HttpServerResponse fromMap(HttpServerResponse response, long age) {
        return response.putHeader(WATCH_AGE, age < AGES.size() ? AGES.get((int) age) : Long.toString(age));
    }

    /** A pod as it was encoded once: the bytes are shared by all its answers, not copied for each. */
    public static void pod(HttpServerResponse response, Pod pod) {
        json(response, 200, Buffers.wrap(pod.json()));
    }

    public static void json(HttpServerResponse response, int status, Buffer body) {
        // If this fails, the client has gone; nothing is left to do.
        start(response, status).end(body);
    }

    /** Sets status and type of an answer whose body the caller writes. */
    public static HttpServerResponse start(HttpServerResponse response, int status) {
        return response.setStatusCode(status).putHeader(HttpHeaders.CONTENT_TYPE, JSON);
    }

    /**
     * Answers an error.
     *
     * @param reason one word for programs
     * @param error a sentence for people
     */
    public static void error(HttpServerResponse response, int status, String reason, String error) {
        json(
                response,
                status,
                new JsonObject().put("error", error).put("reason", reason).toBuffer());
    }

    public static void notSynced(HttpServerResponse response) {
        error(response, 503, "not_synced", "The first list of pods is not complete yet; GET /ready says why");
    }

    public static void uriTooLong(HttpServerResponse response) {
        error(response, 414, "uri_too_long", "The request line is longer than this server reads");
    }

    public static void overloaded(HttpServerResponse response) {
        overloaded(response, "Too many requests are waiting to be answered; try again");
    }

    /** A limit has been reached; the same request may be answered a second later. */
    public static void overloaded(HttpServerResponse response, String error) {
        error(response.putHeader(HttpHeaders.RETRY_AFTER, ONE_SECOND), 503, "overloaded", error);
    }
}
