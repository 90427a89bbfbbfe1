package io.podwatcher.http.connection;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http2.Http2ConnectionDecoder;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.podwatcher.http.connection.direct.DirectEndpoint;
import io.podwatcher.http.connection.direct.DirectRequests;
import io.podwatcher.http.connection.request.HeldBytes;
import io.podwatcher.http.connection.request.HostRule;
import io.podwatcher.http.connection.request.LastAnswers;
import io.podwatcher.http.connection.request.ReceiveLimits;
import io.podwatcher.http.connection.request.RefusalMeters;
import io.podwatcher.http.connection.request.RequestBacklog;
import io.podwatcher.http.connection.request.RequestDecoder;
import io.podwatcher.model.IpAddress;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.core.net.impl.VertxConnection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Installs our limits in each connection of one event loop, and in HTTP/1 connections the handlers that Vert.x lacks:
 * it has no public way to observe a request or the end of an answer this early. Over HTTP/2 Vert.x's shutdown waits for
 * the streams.
 */
public final class Connections {

    /**
     * Where {@code kubectl port-forward} connects from. A service mesh uses other addresses of the loopback network.
     */
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "::1", "0:0:0:0:0:0:0:1");

    private static final String DECODER = "httpDecoder";
    private static final String VERTX = "handler";

    private final ReceiveLimits limits;
    private final OpenStreams streams;
    private final RefusalMeters refusals;
    private final HeldBytes held;
    private final List<DirectEndpoint> direct;
    private final Predicate<HttpRequest> readsBody;

    /**
     * @param readsBody whether the endpoint of a request reads its body
     * @param direct endpoints that are offered the requests of HTTP/1 connections first
     * @param streams counts the streams of HTTP/2 connections
     */
    public Connections(
            ReceiveLimits limits,
            Predicate<HttpRequest> readsBody,
            List<DirectEndpoint> direct,
            OpenStreams streams,
            RefusalMeters refusals) {
        this.readsBody = readsBody;
        this.direct = direct;
        this.limits = limits;
        this.streams = streams;
        this.refusals = refusals;
        this.held = new HeldBytes(limits.heldBytes());
    }

    public void complete(HttpConnection connection) {
        if (connection instanceof VertxConnection http1) {
            RequestBacklog backlog = new RequestBacklog(held);
            String address = connection.remoteAddress().hostAddress();
            HostRule hosts = new HostRule(LOOPBACK.contains(address));
            Optional<IpAddress> peer = IpAddress.parse(address);
            RequestDecoder decoder = new RequestDecoder(limits, hosts, readsBody, backlog, refusals);
            ChannelPipeline pipeline = http1.channelHandlerContext().pipeline();
            // A client may close its sending side and still receive the answer.
            pipeline.channel().config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
            pipeline.replace(DECODER, DECODER, decoder);
            pipeline.addBefore(VERTX, "last-answers", new LastAnswers(backlog, decoder, limits.halfClosedSilence()));
            pipeline.addBefore(VERTX, "direct-requests", new DirectRequests(direct, backlog, peer));
        } else if (connection instanceof ConnectionBase http2
                && http2.channelHandlerContext().handler() instanceof Http2ConnectionHandler handler) {
            Http2ConnectionDecoder decoder = handler.decoder();
            decoder.frameListener(new Http2Heads(decoder.frameListener(), refusals));
            handler.connection().addListener(streams);
        }
    }

    /**
     * Aborts an answer that its client does not read. Over HTTP/1 this resets the connection at once: Vert.x would
     * first wait until all has been sent, and the kernel would retry for minutes.
     */
    public static void reset(HttpServerRequest request) {
        if (request.connection() instanceof VertxConnection http1 && request.version() != HttpVersion.HTTP_2) {
            ChannelHandlerContext channel = http1.channelHandlerContext();
            channel.channel().config().setOption(ChannelOption.SO_LINGER, 0);
            channel.close();
        } else {
            // If this fails, the client has gone.
            request.response().reset();
        }
    }
}
