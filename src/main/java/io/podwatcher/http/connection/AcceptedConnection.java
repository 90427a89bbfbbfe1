package io.podwatcher.http.connection;

import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import io.podwatcher.memory.ExitingAllocator;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;
import java.net.InetAddress;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The limiter's view of one accepted connection: when its client last sent something, whether it may be closed to make
 * room, and whether its client reads too slowly. The first handler of its channel, on its event loop; the limiter reads
 * it from the acceptor's event loop.
 */
public final class AcceptedConnection extends ChannelInboundHandlerAdapter {

    /** A proxy or a polling client reaches this within seconds; thousands of clients with one request each do not. */
    static final int REGULAR_AFTER = 16;

    /**
     * The bytes read from one connection in one iteration of its event loop. Netty reads up to 16 times 64 KiB, which
     * can be ten thousand small TLS records or HTTP/2 frames, and all other connections wait meanwhile.
     */
    private static final int MAX_READ = 4 * 1024;

    private final Channel channel;
    private final InetAddress peer;
    private final ConnectionLimiter limiter;
    private final AtomicLong lastRead = new AtomicLong(System.nanoTime());
    private final AtomicInteger uses = new AtomicInteger();
    private final AtomicInteger reads = new AtomicInteger();
    private int sending;

    AcceptedConnection(Channel channel, InetAddress peer, ConnectionLimiter limiter) {
        this.channel = channel;
        this.peer = peer;
        this.limiter = limiter;
    }

    /** The accepted connection below an HTTP connection; empty if connections are not limited. */
    private static Optional<AcceptedConnection> of(HttpConnection connection) {
        return connection instanceof ConnectionBase vertx
                ? Optional.ofNullable(vertx.channel().pipeline().get(AcceptedConnection.class))
                : Optional.empty();
    }

    /**
     * Protects a connection from being closed to make room while a lookup waits. Waits have a limit of their own, so
     * that enough other connections can be closed. On the event loop of the connection.
     *
     * @return to be run once, after the wait
     */
    public static Runnable keep(HttpConnection connection) {
        Optional<AcceptedConnection> accepted = of(connection);
        accepted.ifPresent(kept -> kept.uses.incrementAndGet());
        return () -> accepted.ifPresent(kept -> kept.uses.decrementAndGet());
    }

    /**
     * Protects a connection while it sends a listing or an event stream, which are limited like waits. Enlarges the
     * kernel's send buffer, without which such an answer takes three times as long on busy processors. On the event
     * loop of the connection.
     *
     * @return to be run once, after the answer
     */
    public static Runnable keepSending(HttpConnection connection) {
        Runnable kept = keep(connection);
        Optional<AcceptedConnection> accepted = of(connection);
        accepted.ifPresent(sender -> sender.bufferFor(++sender.sending));
        return () -> {
            accepted.ifPresent(sender -> sender.bufferFor(--sender.sending));
            kept.run();
        };
    }

    private void bufferFor(int longAnswers) {
        if (channel.isOpen()) {
            ConnectionLimits limits = limiter.limits();
            channel.config()
                    .setOption(
                            ChannelOption.SO_SNDBUF,
                            longAnswers == 0 ? limits.sendBuffer() : limits.sendBufferOfStreams());
        }
    }

    InetAddress peer() {
        return peer;
    }

    /** Whether it may be closed to make room for another. */
    boolean canBeClosed() {
        return uses.get() == 0 && channel.isRegistered();
    }

    /** Whether its client has sent something {@value #REGULAR_AFTER} times or more. */
    boolean isRegular() {
        return reads.getOpaque() >= REGULAR_AFTER;
    }

    /** When its client last sent something, by {@link System#nanoTime()}. */
    long lastRead() {
        return lastRead.getOpaque();
    }

    /**
     * Closes the connection and discards unread bytes, which the kernel would otherwise keep for seconds. Any thread.
     */
    void close() {
        channel.eventLoop().execute(this::reset);
    }

    private void reset() {
        if (channel.isOpen()) {
            channel.config().setOption(ChannelOption.SO_LINGER, 0);
            channel.pipeline().firstContext().close();
        }
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        int maxUnsent = limiter.limits().unsent();
        channel.config().setAllocator(ExitingAllocator.INSTANCE);
        channel.config()
                .setRecvByteBufAllocator(new AdaptiveRecvByteBufAllocator(512, 1024, MAX_READ).maxMessagesPerRead(1));
        channel.config().setWriteBufferWaterMark(new WriteBufferWaterMark(maxUnsent / 2, maxUnsent));
        bufferFor(0);
        limiter.registered(channel.parent());
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        // Opaque: the limiter may see an older time, and lookups need no memory fence.
        lastRead.setOpaque(System.nanoTime());
        if (!isRegular()) {
            reads.incrementAndGet();
        }
        // A client that sends without reading makes HTTP/2 queue acknowledgements, each with the buffer of a TLS
        // record.
        closeIfMemoryIsScarce();
        context.fireChannelReadComplete();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        closeUnlessRead();
        context.fireChannelWritabilityChanged();
    }

    private void closeUnlessRead() {
        if (!channel.isWritable()) {
            // After the kernel has taken what it can.
            channel.eventLoop().execute(this::closeIfMemoryIsScarce);
        }
    }

    private void closeIfMemoryIsScarce() {
        if (channel.isOpen() && !channel.isWritable() && !limiter.mayBeSlow()) {
            reset();
        }
    }
}
