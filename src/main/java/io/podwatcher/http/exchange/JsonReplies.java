package io.podwatcher.http.exchange;

import io.podwatcher.http.connection.Buffers;
import io.podwatcher.model.MapVersion;
import io.podwatcher.model.Pod;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.stream.IntStream;

/** Writes JSON answers, and errors as {@code {"error", "reason"}}. On the event loop of the request. */
public final class JsonReplies {

    private static final CharSequence JSON = HttpHeaders.createOptimized("application/json");
    private static final CharSequence ONE_SECOND = HttpHeaders.createOptimized("1");
    static final CharSequence WATCH_AGE = HttpHeaders.createOptimized("x-watch-age");
    static final CharSequence WATCH_VERSION = HttpHeaders.createOptimized("x-watch-version");

    /** The usual ages, encoded once: all answers within one second have the same. */
    private static final List<CharSequence> AGES = IntStream.range(0, 256)
            .mapToObj(age -> HttpHeaders.createOptimized(Integer.toString(age)))
            .toList();

    private JsonReplies() {}

    /**
     * Adds the headers with the age of the map, in seconds, and with its version, if that is known.
     *
     * @param version whose text was made once for all answers
     */
    public static HttpServerResponse fromMap(HttpServerResponse response, long age, MapVersion version) {
        if (version.isKnown()) {
            response.putHeader(WATCH_VERSION, version.text());
        }
        return response.putHeader(WATCH_AGE, age < AGES.size() ? AGES.get((int) age) : Long.toString(age));
    }

    /** Answers with a pod, which was encoded once: all its answers share the bytes. */
    public static void pod(HttpServerResponse response, Pod pod) {
        json(response, 200, Buffers.wrap(pod.json()));
    }

    public static void json(HttpServerResponse response, int status, Buffer body) {
        // If this fails, the client has gone.
        start(response, status).end(body);
    }

    /** Sets status and type of an answer whose body the caller writes. */
    public static HttpServerResponse start(HttpServerResponse response, int status) {
        return response.setStatusCode(status).putHeader(HttpHeaders.CONTENT_TYPE, JSON);
    }

    /**
     * Answers an error.
     *
     * @param reason the reason code, for programs
     * @param error the message, for people
     */
    public static void error(HttpServerResponse response, int status, String reason, String error) {
        json(response, status, errorBody(reason, error).toBuffer());
    }

    /** The body of an error, to which the caller may add fields. */
    public static JsonObject errorBody(String reason, String error) {
        return new JsonObject().put("error", error).put("reason", reason);
    }

    public static void notSynced(HttpServerResponse response) {
        error(response, 503, "not_synced", "The first list of pods is not complete yet; GET /ready says why");
    }

    public static void uriTooLong(HttpServerResponse response, int maxLength) {
        error(response, 414, "uri_too_long", "The URL is longer than " + maxLength + " characters");
    }

    public static void overloaded(HttpServerResponse response) {
        overloaded(response, "Too many requests are waiting to be answered; try again");
    }

    /** Answers 503 with Retry-After: a limit has been reached, and the request may succeed a second later. */
    public static void overloaded(HttpServerResponse response, String error) {
        error(response.putHeader(HttpHeaders.RETRY_AFTER, ONE_SECOND), 503, "overloaded", error);
    }
}
