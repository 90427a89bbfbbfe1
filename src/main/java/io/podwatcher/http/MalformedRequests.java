package io.podwatcher.http;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/** Answers what is not HTTP, or too long to be read, and closes: nobody knows where a next request would begin. */
final class MalformedRequests {

    private MalformedRequests() {}

    static void handle(HttpServerRequest request) {
        HttpServerResponse response = request.response();
        Throwable cause = request.decoderResult().cause();
        response.putHeader("connection", "close");
        if (cause instanceof TooLongHttpLineException) {
            Answers.uriTooLong(response);
        } else if (cause instanceof TooLongHttpHeaderException) {
            Answers.error(response, 431, "headers_too_long", "The headers are longer than this server reads");
        } else {
            Answers.error(response, 400, "malformed_request", "This is not a well-formed HTTP request");
        }
        request.connection().close();
    }
}
