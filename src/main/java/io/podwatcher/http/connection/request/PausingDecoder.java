package io.podwatcher.http.connection.request;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import java.util.List;
import java.util.Optional;

/**
 * Pauses decoding while a connection has too many unanswered requests, or unanswered ones before a body that is read.
 * Netty's decoder, which this extends, would turn 64 KiB of tiny requests into more than 1 MiB of objects that wait for
 * the first answer. Undecoded bytes stay in the buffer, and no more are read. On the connection's event loop.
 */
abstract class PausingDecoder extends KeptHeadDecoder {

    final RequestBacklog backlog;
    private ChannelHandlerContext context;
    private boolean paused;

    /** The event for the end of the client's output, delayed until everything that it has sent is decoded. */
    private Optional<Object> endOfInput = Optional.empty();

    PausingDecoder(RequestBacklog backlog) {
        this.backlog = backlog;
    }

    /** Called after bytes have been read or decoded, or a request has been answered. */
    abstract void settle(int undecodedBytes, int bufferBytes);

    final ChannelHandlerContext context() {
        return context;
    }

    final boolean isPaused() {
        return paused;
    }

    /** Whether decoding may go on after a pause. */
    abstract boolean mayResume();

    /** Pauses if decoding may not go on; returns whether it is paused. */
    final boolean pauseUnless(boolean mayGoOn) {
        if (!mayGoOn) {
            paused = true;
            context.channel().config().setAutoRead(false);
        }
        return paused;
    }

    /** An answer has been written. */
    public final void answered() {
        backlog.answered();
        if (!paused) {
            settle();
        } else if (mayResume()) {
            context.executor().execute(this::resume);
        }
    }

    private void resume() {
        if (!paused) {
            return;
        }
        paused = false;
        try {
            context.channel().config().setAutoRead(true);
            decodeUndecoded();
            context.fireChannelReadComplete();
            if (!paused && endOfInput.isPresent()) {
                super.userEventTriggered(context, endOfInput.get());
            }
        } catch (Exception e) {
            context.fireExceptionCaught(e);
        }
    }

    /** Passes on a message outside of decoding, and then decodes or skips the bytes that have been read already. */
    final void passOn(Object message) {
        context.fireChannelRead(message);
        context.fireChannelReadComplete();
        try {
            decodeUndecoded();
        } catch (Exception e) {
            context.fireExceptionCaught(e);
        }
    }

    private void decodeUndecoded() throws Exception {
        channelRead(context, Unpooled.EMPTY_BUFFER);
    }

    private void settle() {
        int undecoded = actualReadableBytes();
        settle(undecoded, undecoded == 0 ? 0 : internalBuffer().capacity());
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        this.context = context;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object input) throws Exception {
        super.channelRead(context, input);
        settle();
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) throws Exception {
        if (paused) {
            // The superclass would keep reading until it has something to pass on.
            context.fireChannelReadComplete();
        } else {
            super.channelReadComplete(context);
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) throws Exception {
        if (paused && event instanceof ChannelInputShutdownEvent) {
            endOfInput = Optional.of(event);
        } else {
            super.userEventTriggered(context, event);
        }
    }

    /** Does nothing: an unfinished request ends with its connection. */
    @Override
    protected final void decodeLast(ChannelHandlerContext context, ByteBuf in, List<Object> out) {}

    @Override
    public void channelInactive(ChannelHandlerContext context) throws Exception {
        super.channelInactive(context);
        backlog.close();
    }
}
