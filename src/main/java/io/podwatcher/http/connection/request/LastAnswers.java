package io.podwatcher.http.connection.request;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.http.LastHttpContent;
import io.vertx.core.net.impl.ShutdownEvent;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Ends a connection well when nothing more is read from it: an idle one at once, a busy one when its last answer has
 * left. That is so when the server shuts down, when the client has sent all it will send, and after a body that is not
 * read. Vert.x 5.2 by itself closes a busy one when the end of its answer is queued, so that a client that reads slowly
 * loses what had not been sent by then; and it takes the end of what a client sends for the end of the client. One for
 * each connection, on its event loop.
 */
public final class LastAnswers extends ChannelDuplexHandler {

    /** The event that asks for it. */
    enum Close {
        WHEN_ANSWERED
    }

    private final RequestBacklog backlog;
    private final Runnable answered;
    private final long silenceNanos;
    private boolean closing;
    private boolean written;

    /**
     * @param answered is run when an answer has been written
     * @param silence how long the answer of a client that sends nothing more may keep it waiting: a client that is gone
     *     looks the same until something is sent to it
     */
    public LastAnswers(RequestBacklog backlog, Runnable answered, Duration silence) {
        this.backlog = backlog;
        this.answered = answered;
        this.silenceNanos = silence.toNanos();
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        written = true;
        context.write(message, promise);
        if (message instanceof LastHttpContent) {
            answered.run();
            closeWhenAnswered(context);
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof ShutdownEvent || event == Close.WHEN_ANSWERED) {
            closing = true;
            closeWhenAnswered(context);
        } else if (event instanceof ChannelInputShutdownEvent) {
            closing = true;
            closeWhenAnswered(context);
            closeWhenSilent(context);
        } else {
            context.fireUserEventTriggered(event);
        }
    }

    private void closeWhenAnswered(ChannelHandlerContext context) {
        if (closing && backlog.isEmpty()) {
            // Nothing leaves out of order, so this end of nothing has left when the answers have: no answer needs a
            // promise.
            context.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
        }
    }

    private void closeWhenSilent(ChannelHandlerContext context) {
        if (!context.channel().isActive()) {
            return;
        }
        written = false;
        context.executor()
                .schedule(
                        () -> {
                            if (written) {
                                closeWhenSilent(context);
                            } else {
                                context.close();
                            }
                        },
                        silenceNanos,
                        TimeUnit.NANOSECONDS);
    }
}
