package io.podwatcher.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.VertxConnection;

/**
 * Adds to each HTTP/1 connection what Vert.x lacks there: it has no public way to look at a request or at the end of an
 * answer this early. HTTP/2 needs neither: it has no version in its requests, and its shutdown waits for the streams.
 */
final class Http1Connections {

    private static final String VERTX = "handler";

    private Http1Connections() {}

    static void complete(HttpConnection connection) {
        if (connection instanceof VertxConnection http1) {
            ChannelPipeline pipeline = http1.channelHandlerContext().pipeline();
            pipeline.addBefore(VERTX, "unknown-versions", new UnknownVersions());
            pipeline.addBefore(VERTX, "last-answers", new LastAnswers());
        }
    }

    /**
     * Breaks off an answer that its client does not read. Over HTTP/1 that breaks the connection at once: Vert.x would first wait
     * until all has been sent, and the kernel would go on trying for minutes.
     */
    static void reset(HttpServerRequest request) {
        if (request.connection() instanceof VertxConnection http1 && request.version() != HttpVersion.HTTP_2) {
            ChannelHandlerContext channel = http1.channelHandlerContext();
            channel.channel().config().setOption(ChannelOption.SO_LINGER, 0);
            channel.close();
        } else {
            // Nobody is left to tell when this fails: the client has gone.
            request.response().reset();
        }
    }
}
