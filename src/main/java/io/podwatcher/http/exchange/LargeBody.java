package io.podwatcher.http.exchange;

import io.podwatcher.http.connection.AcceptedConnection;
import io.podwatcher.http.connection.Connections;
import io.podwatcher.http.connection.request.RefusalMeters;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;

/**
 * Writes one large JSON body in chunks, each when the kernel, or the window of the HTTP/2 stream, has accepted the one
 * before. A client that leaves a chunk unread for too long is disconnected, so it does not hold the body in memory. On
 * the event loop of its connection.
 */
public final class LargeBody {

    private static final int CHUNK = 64 << 10;

    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final Vertx vertx;
    private final Duration unreadTimeout;
    private final RefusalMeters refusals;
    private final Runnable onEnd;

    /**
     * @param unreadTimeout how long a client may take to read one chunk
     * @param refusals counts clients that are too slow
     * @param onEnd runs once, when all is written or the client has gone
     */
    public LargeBody(
            HttpServerRequest request, Vertx vertx, Duration unreadTimeout, RefusalMeters refusals, Runnable onEnd) {
        this.request = request;
        this.response = request.response();
        this.vertx = vertx;
        this.unreadTimeout = unreadTimeout;
        this.refusals = refusals;
        Runnable keptOpen = AcceptedConnection.keepSending(request.connection());
        this.onEnd = () -> {
            keptOpen.run();
            onEnd.run();
        };
    }

    /** Answers 200 with this body, or without it if the request is HEAD. */
    public void send(Buffer body) {
        JsonReplies.start(response, 200).putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length()));
        if (response.closed()) {
            onEnd.run();
        } else if (request.method().equals(HttpMethod.HEAD)) {
            response.end();
            onEnd.run();
        } else {
            send(body, 0);
        }
    }

    private void send(Buffer body, int from) {
        if (from == body.length()) {
            response.end();
            onEnd.run();
            return;
        }
        int end = Math.min(body.length(), from + CHUNK);
        Future<Void> sent = response.write(body.slice(from, end));
        long timer = vertx.setTimer(unreadTimeout.toMillis(), late -> disconnect());
        sent.onComplete(taken -> {
            vertx.cancelTimer(timer);
            if (taken.failed()) {
                onEnd.run();
            } else {
                send(body, end);
            }
        });
    }

    /** The write in progress then fails, which ends the answer. */
    private void disconnect() {
        refusals.count(RefusalMeters.Refusal.ANSWER_NOT_READ);
        Connections.reset(request);
    }
}
