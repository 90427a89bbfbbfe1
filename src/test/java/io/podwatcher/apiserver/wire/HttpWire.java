package io.podwatcher.apiserver.wire;

import io.podwatcher.apiserver.pods.Format;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.OptionalInt;

/** The body of a response: a list, or a watch in chunks. On the event loop of its connection. */
public final class HttpWire extends Wire {

    private final Vertx vertx;
    private final HttpServerResponse response;
    private final Format format;
    private Buffer slowly = Buffer.buffer();
    private int slowBytes;
    private long slowMillis;
    private boolean endSlowly;
    private Runnable drained = () -> {};

    /**
     * @param format of the list or the Status that is the answer; a watch is always JSON
     */
    public HttpWire(Vertx vertx, HttpServerRequest request, Format format) {
        super(new TcpConnection(request.connection()));
        this.vertx = vertx;
        this.format = format;
        this.response = request.response();
        response.setWriteQueueMaxSize(WRITE_QUEUE);
        response.exceptionHandler(clientGone -> {});
    }

    /** How many bytes are buffered for a client that does not read. */
    static final int WRITE_QUEUE = 256 * 1024;

    @Override
    boolean closed() {
        return response.closed() || response.ended();
    }

    @Override
    public boolean full() {
        return slowly.length() > 0 || response.writeQueueFull();
    }

    @Override
    public void onDrain(Runnable action) {
        drained = action;
        response.drainHandler(unused -> action.run());
    }

    @Override
    public void onClose(Runnable action) {
        response.closeHandler(unused -> action.run());
        response.endHandler(unused -> action.run());
    }

    public Format format() {
        return format;
    }

    @Override
    public void begin() {
        response.setStatusCode(200)
                .putHeader(HttpHeaders.CONTENT_TYPE, format.contentType())
                .setChunked(true)
                .writeHead();
    }

    @Override
    void put(Buffer message) {
        if (slowMillis > 0) {
            slowly = slowly.appendBuffer(message);
        } else {
            response.write(message);
        }
    }

    @Override
    void putBroken(Buffer part) {
        response.write(part);
    }

    @Override
    public void refuse(int code, JsonObject status, OptionalInt retryAfterSeconds) {
        retryAfterSeconds.ifPresent(seconds -> response.putHeader(HttpHeaders.RETRY_AFTER, Integer.toString(seconds)));
        response.setStatusCode(code)
                .putHeader(HttpHeaders.CONTENT_TYPE, format.contentType())
                .end(format.status(status));
    }

    @Override
    public void answer(int code, Map<String, String> headers, Buffer body) {
        headers.forEach(response::putHeader);
        response.setStatusCode(code).end(body);
    }

    @Override
    void sayGoodbye(int code) {
        if (slowly.length() > 0) {
            endSlowly = true;
        } else if (!closed()) {
            response.end();
        }
    }

    @Override
    void sayGoodbyeWithoutCode() {
        sayGoodbye(0);
    }

    @Override
    public void trickle(int bytes, long everyMillis) {
        slowBytes = bytes;
        slowMillis = everyMillis;
        vertx.setPeriodic(everyMillis, this::trickle);
    }

    private void trickle(long timer) {
        if (closed()) {
            vertx.cancelTimer(timer);
            return;
        }
        int bytes = Math.min(slowBytes, slowly.length());
        if (bytes > 0) {
            response.write(slowly.slice(0, bytes));
            slowly = slowly.getBuffer(bytes, slowly.length());
        }
        if (slowly.length() == 0) {
            if (endSlowly) {
                response.end();
            } else {
                drained.run();
            }
        }
    }
}
