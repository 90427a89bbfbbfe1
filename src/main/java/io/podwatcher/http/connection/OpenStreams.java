package io.podwatcher.http.connection;

import io.netty.handler.codec.http2.Http2ConnectionAdapter;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Stream;
import io.podwatcher.http.connection.request.RefusalMeters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;

/**
 * Counts and limits the open HTTP/2 streams of one event loop. Each takes some 14 KiB until its client has read the
 * answer, and one connection may have a hundred; for HTTP/1 the limit on connections suffices. On that event loop.
 */
public final class OpenStreams extends Http2ConnectionAdapter {

    private final int max;
    private final RefusalMeters refusals;
    private int open;

    /**
     * @param max how many streams may be open
     */
    public OpenStreams(int max, RefusalMeters refusals) {
        this.max = max;
        this.refusals = refusals;
    }

    /**
     * Resets the stream of a request if there are too many: its client may then safely retry any request (RFC 9113,
     * 8.7), and need not read an answer first.
     *
     * @return whether the request has been refused
     */
    public boolean refuses(HttpServerRequest request) {
        if (open <= max || request.version() != HttpVersion.HTTP_2) {
            return false;
        }
        refusals.count(RefusalMeters.Refusal.TOO_MANY_REQUESTS);
        request.response().reset(Http2Error.REFUSED_STREAM.code());
        return true;
    }

    @Override
    public void onStreamActive(Http2Stream stream) {
        open++;
    }

    @Override
    public void onStreamClosed(Http2Stream stream) {
        open--;
    }
}
