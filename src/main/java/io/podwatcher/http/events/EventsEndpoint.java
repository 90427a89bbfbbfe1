package io.podwatcher.http.events;

import io.podwatcher.http.connection.AcceptedConnection;
import io.podwatcher.http.connection.Connections;
import io.podwatcher.http.connection.request.RefusalMeters;
import io.podwatcher.http.exchange.AcceptedEncodings;
import io.podwatcher.http.exchange.BadParameter;
import io.podwatcher.http.exchange.JsonReplies;
import io.podwatcher.http.exchange.PodFilters;
import io.podwatcher.http.exchange.QueryParameters;
import io.podwatcher.messages.ChangesReply;
import io.podwatcher.messages.PageRequest;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/**
 * {@code GET /events}: what {@code /pods} would list, and each change of it, as server-sent events. On the event loop of its HTTP
 * verticle.
 */
public final class EventsEndpoint {

    private static final CharSequence EVENT_STREAM = HttpHeaders.createOptimized("text/event-stream");
    private static final CharSequence NO_STORE = HttpHeaders.createOptimized("no-store");
    private static final CharSequence UNBUFFERED = HttpHeaders.createOptimized("x-accel-buffering");
    private static final CharSequence NO = HttpHeaders.createOptimized("no");
    private static final CharSequence LAST_EVENT_ID = HttpHeaders.createOptimized("last-event-id");

    private final EventFeed feed;
    private final RefusalMeters refusals;

    public EventsEndpoint(EventFeed feed, RefusalMeters refusals) {
        this.feed = feed;
        this.refusals = refusals;
    }

    public void handle(HttpServerRequest request) {
        PageRequest.Filter filter = PodFilters.read(request);
        boolean snapshot = QueryParameters.one(request, "snapshot")
                .map(EventsEndpoint::snapshot)
                .orElse(true);
        String lastId = lastId(request);
        boolean gzip = AcceptedEncodings.gzip(request);
        HttpServerResponse response = request.response();
        feed.ask().onFailure(failure -> JsonReplies.overloaded(response)).onSuccess(now -> {
            if (mayBegin(response, now) && headed(request, now, gzip)) {
                feed.open(client(request), filter, gzip, lastId, snapshot, now);
            }
        });
    }

    private static boolean snapshot(String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw new BadParameter("invalid_snapshot", "snapshot is neither true nor false");
        }
        return text.equals("true");
    }

    /** Those who cannot set the header say it in the query; a browser that comes back says it in the header. */
    private static String lastId(HttpServerRequest request) {
        String inQuery = QueryParameters.one(request, "lastEventId").orElse("");
        String inHeader = request.getHeader(LAST_EVENT_ID);
        return inHeader == null || inHeader.isEmpty() ? inQuery : inHeader;
    }

    private boolean mayBegin(HttpServerResponse response, ChangesReply now) {
        if (response.closed()) {
            return false;
        }
        if (feed.isDraining()) {
            JsonReplies.error(response, 503, "stopping", "The process is about to stop; ask another one");
            return false;
        }
        if (!now.synced()) {
            JsonReplies.notSynced(response);
            return false;
        }
        if (feed.isFull()) {
            refusals.count(RefusalMeters.Refusal.TOO_MANY_STREAMS);
            JsonReplies.overloaded(response, "Too many streams of events are open; try again later");
            return false;
        }
        return true;
    }

    /** Sets the head; false when that is all that was asked for. */
    private static boolean headed(HttpServerRequest request, ChangesReply now, boolean gzip) {
        HttpServerResponse response = JsonReplies.fromMap(
                        request.response(), now.age().seconds())
                .putHeader(HttpHeaders.CONTENT_TYPE, EVENT_STREAM)
                .putHeader(HttpHeaders.CACHE_CONTROL, NO_STORE)
                .putHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING)
                .putHeader(UNBUFFERED, NO);
        if (gzip) {
            response.putHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
        }
        if (request.method().equals(HttpMethod.HEAD)) {
            response.end();
            return false;
        }
        response.setChunked(true);
        return true;
    }

    private static StreamClient client(HttpServerRequest request) {
        return new StreamClient(
                request.response(),
                () -> Connections.reset(request),
                AcceptedConnection.keepSending(request.connection()));
    }
}
