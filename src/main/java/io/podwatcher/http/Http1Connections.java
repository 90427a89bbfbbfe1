package io.podwatcher.http;

import io.netty.channel.ChannelPipeline;
import io.vertx.core.http.HttpConnection;
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
}
