package io.podwatcher.http.connection.request;

import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.AsciiString;
import io.vertx.core.http.Http1ServerConfig;
import io.vertx.core.http.impl.http1.VertxHttpRequestDecoder;

/** Decodes heads as Netty does, and keeps of them what is read here. On the event loop of the connection. */
abstract class KeptHeadDecoder extends VertxHttpRequestDecoder {

    private static final Http1ServerConfig NETTYS_LIMITS = new Http1ServerConfig()
            .setMaxInitialLineLength(ReceiveLimits.MAX_LINE)
            .setMaxHeaderSize(ReceiveLimits.MAX_HEADERS_SIZE);

    KeptHeadDecoder() {
        super(NETTYS_LIMITS);
    }

    @Override
    protected HttpMessage createMessage(String[] line) {
        HttpVersion version = HttpVersion.valueOf(line[2]);
        // Vert.x compares versions by identity; one in lower case is equal but not identical.
        if (version != HttpVersion.HTTP_1_1 && version != HttpVersion.HTTP_1_0) {
            throw RefusedRequest.malformed("Only HTTP/1.1 and HTTP/1.0 are supported");
        }
        String target = line[1];
        String kept =
                target.length() > ReceiveLimits.KEPT_TARGET ? target.substring(0, ReceiveLimits.KEPT_TARGET) : target;
        return new DefaultHttpRequest(version, HttpMethod.valueOf(line[0]), kept, new RequestHeaders());
    }

    @Override
    protected AsciiString splitHeaderName(byte[] bytes, int start, int length) {
        return RequestHeaders.name(bytes, start, length);
    }
}
