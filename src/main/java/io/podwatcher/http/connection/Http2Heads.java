package io.podwatcher.http.connection;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameListener;
import io.netty.handler.codec.http2.Http2FrameListenerDecorator;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.util.AsciiString;
import io.podwatcher.http.connection.request.ReceiveLimits;
import io.podwatcher.http.connection.request.RefusalMeters;
import io.podwatcher.http.connection.request.RefusalMeters.Refusal;
import io.podwatcher.http.connection.request.RequestHeaders;

/**
 * Drops the headers of one HTTP/2 connection that no endpoint reads, and enforces {@link ReceiveLimits}. Nearly two
 * thousand indexed headers fit into the protocol's size limit, and each takes an object here. On the event loop of the
 * connection.
 */
final class Http2Heads extends Http2FrameListenerDecorator {

    private final RefusalMeters refusals;

    Http2Heads(Http2FrameListener vertx, RefusalMeters refusals) {
        super(vertx);
        this.refusals = refusals;
    }

    @Override
    public void onHeadersRead(
            ChannelHandlerContext context, int stream, Http2Headers headers, int padding, boolean endOfStream)
            throws Http2Exception {
        super.onHeadersRead(context, stream, kept(stream, headers), padding, endOfStream);
    }

    @Override
    public void onHeadersRead(
            ChannelHandlerContext context,
            int stream,
            Http2Headers headers,
            int streamDependency,
            short weight,
            boolean exclusive,
            int padding,
            boolean endOfStream)
            throws Http2Exception {
        super.onHeadersRead(
                context, stream, kept(stream, headers), streamDependency, weight, exclusive, padding, endOfStream);
    }

    private Http2Headers kept(int stream, Http2Headers headers) throws Http2Exception {
        Http2Headers kept = new DefaultHttp2Headers(false);
        int size = 0;
        for (var header : headers) {
            if (Http2Headers.PseudoHeaderName.hasPseudoHeaderFormat(header.getKey())) {
                kept.add(header.getKey(), header.getValue());
            } else if (RequestHeaders.isRead(header.getKey())) {
                CharSequence value = RequestHeaders.kept(header.getKey(), header.getValue());
                kept.add(header.getKey(), value);
                size += header.getKey().length() + value.length();
            }
        }
        if (headers.size() > ReceiveLimits.MAX_HEADERS || size > ReceiveLimits.MAX_KEPT_HEADERS_SIZE) {
            refusals.count(Refusal.HEADERS_TOO_LONG);
            // Netty answers this exception with 431.
            throw Http2Exception.headerListSizeError(
                    stream, Http2Error.PROTOCOL_ERROR, true, "%d headers", headers.size());
        }
        CharSequence target = headers.path();
        if (target != null && target.length() > ReceiveLimits.KEPT_TARGET) {
            kept.path(AsciiString.of(target).subSequence(0, ReceiveLimits.KEPT_TARGET, true));
        }
        return kept;
    }
}
