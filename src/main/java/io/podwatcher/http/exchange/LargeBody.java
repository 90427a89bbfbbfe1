package io.podwatcher.http.exchange;

import io.podwatcher.http.connection.AcceptedConnection;
import io.podwatcher.http.connection.Buffers;
import io.podwatcher.http.connection.Connections;
import io.podwatcher.http.connection.request.RefusalMeters;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;

/**
 * Writes one large JSON body in chunks, each when the kernel, or the window of the HTTP/2 stream, has accepted the one
 * before. A client that leaves a chunk unread for too long is disconnected, so it does not hold the rest in memory. On
 * the event loop of its connection.
 */
public final class LargeBody {

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

    /** Answers 200 with these chunks, or without them if the request is HEAD. */
    public void send(List<byte[]> chunks) {
        int length = chunks.stream().mapToInt(chunk -> chunk.length).sum();
        JsonReplies.start(response, 200).putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(length));
        if (response.closed()) {
            onEnd.run();
        } else if (request.method().equals(HttpMethod.HEAD)) {
            response.end();
            onEnd.run();
        } else {
            send(chunks.iterator());
        }
    }

    /** A loop as long as chunks are accepted at once: a call for each of thousands would exhaust the stack. */
    private void send(Iterator<byte[]> chunks) {
        while (chunks.hasNext()) {
            Future<Void> sent = response.write(Buffers.wrap(chunks.next()));
            if (!sent.isComplete()) {
                await(sent, chunks);
                return;
            }
            if (sent.failed()) {
                onEnd.run();
                return;
            }
        }
        response.end();
        onEnd.run();
    }

    private void await(Future<Void> sent, Iterator<byte[]> chunks) {
        long timer = vertx.setTimer(unreadTimeout.toMillis(), late -> disconnect());
        sent.onComplete(taken -> {
            vertx.cancelTimer(timer);
            if (taken.failed()) {
                onEnd.run();
            } else {
                send(chunks);
            }
        });
    }

    /** The write in progress then fails, which ends the answer. */
    private void disconnect() {
        refusals.count(RefusalMeters.Refusal.ANSWER_NOT_READ);
        Connections.reset(request);
    }
}
