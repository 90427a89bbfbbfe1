package io.podwatcher.http.connection.request;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.vertx.core.net.impl.ShutdownEvent;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Closes a connection gracefully when nothing more will be read from it: an idle one at once, a busy one when its last
 * answer has been sent. This applies when the server shuts down, when the client has closed its sending side, and after
 * a body that is not read. Vert.x 5.2 by itself closes a busy connection when the end of its answer is queued, so a
 * slow client loses the rest; and it treats a half-closed connection as closed. One for each connection, on its event
 * loop.
 */
public final class LastAnswers extends ChannelDuplexHandler {

    /** The user event that requests the close. */
    enum Close {
        WHEN_ANSWERED
    }

    private final RequestBacklog backlog;
    private final RequestDecoder decoder;
    private final long silenceNanos;
    private boolean closing;
    private boolean written;

    /**
     * @param decoder continues when an answer has been written
     * @param silence how long a half-closed connection may wait for a part of its answer: a client that has gone looks
     *     the same until something is sent to it
     */
    public LastAnswers(RequestBacklog backlog, RequestDecoder decoder, Duration silence) {
        this.backlog = backlog;
        this.decoder = decoder;
        this.silenceNanos = silence.toNanos();
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        written = true;
        if (message instanceof ByteBuf answer && answer.isReadable()) {
            // A whole answer from DirectRequests. Netty's encoder would treat it as a part of a body.
            decoder.context().write(answer, promise);
            decoder.answered();
            closeWhenAnswered(context);
            return;
        }
        context.write(message, promise);
        if (message instanceof LastHttpContent && !isInterim(message)) {
            decoder.answered();
            closeWhenAnswered(context);
        }
    }

    /** Whether it only asks the client to go on (RFC 9110, 10.1.1). Netty has it as a whole answer. */
    private static boolean isInterim(Object message) {
        return message instanceof HttpResponse head && head.status().codeClass() == HttpStatusClass.INFORMATIONAL;
    }

    /** If the decoder had paused, it has now decoded what it had read. */
    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        context.fireChannelReadComplete();
        closeWhenAnswered(context);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof ShutdownEvent || event == Close.WHEN_ANSWERED) {
            closing = true;
            closeWhenAnswered(context);
        } else if (event instanceof ChannelInputShutdownEvent) {
            closing = true;
            closeWhenAnswered(context);
            closeWhenNothingWritten(context);
        } else {
            context.fireUserEventTriggered(event);
        }
    }

    private void closeWhenAnswered(ChannelHandlerContext context) {
        if (closing && backlog.isEmpty() && !decoder.isPaused()) {
            // Writes are in order, so this empty one completes after the answers, which then need no promise.
            context.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
        }
    }

    private void closeWhenNothingWritten(ChannelHandlerContext context) {
        if (!context.channel().isActive()) {
            return;
        }
        written = false;
        context.executor()
                .schedule(
                        () -> {
                            if (written) {
                                closeWhenNothingWritten(context);
                            } else {
                                context.close();
                            }
                        },
                        silenceNanos,
                        TimeUnit.NANOSECONDS);
    }
}
