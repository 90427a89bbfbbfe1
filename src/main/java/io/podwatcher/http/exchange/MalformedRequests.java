package io.podwatcher.http.exchange;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.podwatcher.http.connection.request.ReceiveLimits;
import io.podwatcher.http.connection.request.RefusalMeters;
import io.podwatcher.http.connection.request.RefusalMeters.Refusal;
import io.podwatcher.http.connection.request.RefusedRequest;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/**
 * Answers a request that the decoder refused, and closes the connection: it is unknown where the next request would
 * start. On the event loop of the connection.
 */
public final class MalformedRequests {

    private final RefusalMeters refusals;

    public MalformedRequests(RefusalMeters refusals) {
        this.refusals = refusals;
    }

    public void handle(HttpServerRequest request) {
        RefusedRequest refused = refusal(request.decoderResult().cause());
        refusals.count(refused.refusal());
        HttpServerResponse response = request.response();
        response.putHeader("connection", "close");
        if (refused.status() == 503) {
            response.putHeader("retry-after", "1");
        }
        JsonReplies.error(response, refused.status(), refused.refusal().code(), refused.getMessage());
        request.connection().close();
    }

    private static RefusedRequest refusal(Throwable cause) {
        if (cause instanceof RefusedRequest refused) {
            return refused;
        }
        if (cause instanceof TooLongHttpLineException) {
            return new RefusedRequest(
                    414, Refusal.URI_TOO_LONG, "The request line is longer than " + ReceiveLimits.MAX_LINE + " bytes");
        }
        if (cause instanceof TooLongHttpHeaderException) {
            return new RefusedRequest(
                    431,
                    Refusal.HEADERS_TOO_LONG,
                    "The headers are longer than " + ReceiveLimits.MAX_HEADERS_SIZE + " bytes together");
        }
        return RefusedRequest.malformed("This is not a well-formed HTTP request");
    }
}
