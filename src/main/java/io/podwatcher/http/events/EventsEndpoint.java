package io.podwatcher.http.events;

import io.podwatcher.http.connection.AcceptedConnection;
import io.podwatcher.http.connection.Connections;
import io.podwatcher.http.connection.request.RefusalMeters;
import io.podwatcher.http.events.frame.Topic;
import io.podwatcher.http.exchange.AcceptedEncodings;
import io.podwatcher.http.exchange.BadParameter;
import io.podwatcher.http.exchange.JsonReplies;
import io.podwatcher.http.exchange.PodFilters;
import io.podwatcher.http.exchange.QueryParameters;
import io.podwatcher.messages.map.ChangesReply;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/**
 * Answers {@code GET /events}: checks the request, writes the head and opens a stream at the hub. On the event loop of
 * its HTTP verticle.
 */
public final class EventsEndpoint {

    private static final CharSequence EVENT_STREAM = HttpHeaders.createOptimized("text/event-stream");
    private static final CharSequence NO_STORE = HttpHeaders.createOptimized("no-store");
    private static final CharSequence UNBUFFERED = HttpHeaders.createOptimized("x-accel-buffering");
    private static final CharSequence NO = HttpHeaders.createOptimized("no");
    private static final CharSequence LAST_EVENT_ID = HttpHeaders.createOptimized("last-event-id");

    private final EventHub hub;
    private final RefusalMeters refusals;

    public EventsEndpoint(EventHub hub, RefusalMeters refusals) {
        this.hub = hub;
        this.refusals = refusals;
    }

    public void handle(HttpServerRequest request) {
        Topic topic = new Topic(PodFilters.read(request), AcceptedEncodings.gzip(request));
        boolean snapshot = QueryParameters.one(request, "snapshot")
                .map(EventsEndpoint::snapshot)
                .orElse(true);
        String lastId = lastId(request);
        HttpServerResponse response = request.response();
        hub.resumePoint(lastId)
                .onFailure(failure -> JsonReplies.overloaded(response))
                .onSuccess(point -> {
                    ChangesReply now = point.now();
                    if (mayOpen(response, now)) {
                        writeHead(response, now, topic.gzip());
                        if (request.method().equals(HttpMethod.HEAD)) {
                            response.end();
                        } else {
                            response.setChunked(true);
                            hub.open(ResponseConnection.of(request), topic, lastId, snapshot, point);
                        }
                    }
                });
    }

    private static boolean snapshot(String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw new BadParameter("invalid_snapshot", "snapshot must be true or false");
        }
        return text.equals("true");
    }

    /** The header takes precedence: a browser that reconnects sets it and repeats its first query. */
    private static String lastId(HttpServerRequest request) {
        String inQuery = QueryParameters.one(request, "lastEventId").orElse("");
        String inHeader = request.getHeader(LAST_EVENT_ID);
        return inHeader == null || inHeader.isEmpty() ? inQuery : inHeader;
    }

    private boolean mayOpen(HttpServerResponse response, ChangesReply now) {
        if (response.closed()) {
            return false;
        }
        if (hub.isDraining()) {
            JsonReplies.error(response, 503, "stopping", "The process is about to stop; connect to another replica");
            return false;
        }
        if (!now.synced()) {
            JsonReplies.notSynced(response);
            return false;
        }
        if (hub.isFull()) {
            refusals.count(RefusalMeters.Refusal.TOO_MANY_STREAMS);
            JsonReplies.overloaded(response, "Too many event streams are open; try again later");
            return false;
        }
        return true;
    }

    private static void writeHead(HttpServerResponse response, ChangesReply now, boolean gzip) {
        JsonReplies.fromMap(response, now.age().seconds(), now.age().version())
                .putHeader(HttpHeaders.CONTENT_TYPE, EVENT_STREAM)
                .putHeader(HttpHeaders.CACHE_CONTROL, NO_STORE)
                .putHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING)
                .putHeader(UNBUFFERED, NO);
        if (gzip) {
            response.putHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
        }
    }

    /**
     * The response to one request.
     *
     * @param unprotect lets the connection be closed again to make room, like any other
     */
    private record ResponseConnection(HttpServerRequest request, Runnable unprotect) implements StreamConnection {

        static ResponseConnection of(HttpServerRequest request) {
            return new ResponseConnection(request, AcceptedConnection.keepSending(request.connection()));
        }

        @Override
        public void onGone(Runnable handler) {
            request.response().closeHandler(closed -> handler.run()).exceptionHandler(broken -> handler.run());
        }

        @Override
        public Future<Void> write(Buffer bytes) {
            return request.response().write(bytes);
        }

        @Override
        public Future<Void> end(byte[] last) {
            HttpServerResponse response = request.response();
            return last.length == 0 ? response.end() : response.end(Buffer.buffer(last));
        }

        @Override
        public void reset() {
            Connections.reset(request);
        }

        @Override
        public void release() {
            unprotect.run();
        }
    }
}
