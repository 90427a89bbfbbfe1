package io.podwatcher.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.vertx.core.net.impl.ShutdownEvent;

/**
 * Ends a connection well when the server shuts down: an idle one at once, a busy one when its last answer has left. Vert.x
 * 5.2 by itself closes a busy one when the end of its answer is queued, so that a client that reads slowly loses what had
 * not been sent by then. One for each connection, on its event loop.
 */
final class LastAnswers extends ChannelDuplexHandler {

    private int unanswered;
    private boolean closing;

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpRequest) {
            unanswered++;
        }
        context.fireChannelRead(message);
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        context.write(message, promise);
        if (message instanceof LastHttpContent) {
            unanswered--;
            closeWhenAnswered(context);
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof ShutdownEvent) {
            closing = true;
            closeWhenAnswered(context);
        } else {
            context.fireUserEventTriggered(event);
        }
    }

    private void closeWhenAnswered(ChannelHandlerContext context) {
        if (closing && unanswered == 0) {
            // Nothing leaves out of order, so this end of nothing has left when the answers have: no answer needs a
            // promise.
            context.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
        }
    }
}
