package io.podwatcher.apiserver.wire;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;

/**
 * The TCP connection below HTTP, for faults that HTTP cannot cause: Vert.x has no public access to it. On the event
 * loop of the connection.
 */
public final class TcpConnection {

    private final Channel channel;

    public TcpConnection(HttpConnection connection) {
        channel = ((ConnectionBase) connection).channel();
    }

    /** Closes after what has been written, without the closing messages of the HTTP and WebSocket handlers. */
    void drop() {
        ChannelHandlerContext nearestToTheSocket = channel.pipeline().firstContext();
        nearestToTheSocket.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(written -> nearestToTheSocket.close());
    }

    /** The same, but the peer sees a reset instead of an end. */
    void reset() {
        channel.config().setOption(ChannelOption.SO_LINGER, 0);
        drop();
    }

    /** Writes a frame, then closes. */
    void dropAfter(WebSocketFrame message) {
        channel.writeAndFlush(message)
                .addListener(written -> channel.pipeline().firstContext().close());
    }

    /**
     * From now on nothing is sent and what is received is dropped, as if the network had lost it; the socket stays
     * open.
     */
    void mute() {
        channel.pipeline().addFirst(new Nothing());
    }

    private static final class Nothing extends ChannelDuplexHandler {

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            ReferenceCountUtil.release(message);
        }

        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
            ReferenceCountUtil.release(message);
            promise.trySuccess();
        }
    }
}
