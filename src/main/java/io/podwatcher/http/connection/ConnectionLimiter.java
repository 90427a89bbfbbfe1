package io.podwatcher.http.connection;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * Limits the open connections of the process. It sees each connection when the listening socket accepts it, before TLS
 * and before HTTP, on the acceptor's event loop.
 *
 * <p>A new connection is accepted as long as another can be closed: at the limit the one that has been silent longest
 * is closed, so that idle connections, unfinished requests or unread answers do not shut out a probe or a proxy. New
 * connections are closed before {@linkplain AcceptedConnection#isRegular regular} ones while these take at most half of
 * the limit; otherwise a flood of clients with one request each would push out a proxy's connections. A peer that
 * exceeds its share loses its own connections first. Connections with a wait, a listing or an event stream are not
 * closed; if there are no others, the new one is.
 *
 * <p>While the event loops are behind, the listening socket is not read: new connections wait in the kernel's backlog,
 * where they take no descriptor.
 */
@Sharable
final class ConnectionLimiter extends ChannelInboundHandlerAdapter implements MeterBinder {

    /** Setting up a connection blocks an event loop for up to 100 µs. */
    static final int MAX_UNREGISTERED = 32;

    /** Descriptors of connections that are being closed to make room. */
    static final int MAX_CLOSING = 64;

    private final ConnectionLimits limits;
    private final BooleanSupplier memoryIsScarce;
    private final Set<AcceptedConnection> open = ConcurrentHashMap.newKeySet();
    private final ConcurrentHashMap<InetAddress, Integer> openByPeer = new ConcurrentHashMap<>();
    private final AtomicInteger unregistered = new AtomicInteger();
    private final AtomicInteger descriptors = new AtomicInteger();
    private final AtomicLong closedForRoom = new AtomicLong();
    private final AtomicLong unread = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();

    /** Written on the acceptor's event loop only. */
    private volatile boolean paused;

    /**
     * @param memoryIsScarce whether little direct memory is left, which unread answers use; called from any thread
     */
    ConnectionLimiter(ConnectionLimits limits, BooleanSupplier memoryIsScarce) {
        this.limits = limits;
        this.memoryIsScarce = memoryIsScarce;
    }

    ConnectionLimits limits() {
        return limits;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("pod.watcher.connections", descriptors, AtomicInteger::get)
                .description("Open connections of the port")
                .register(registry);
        Gauge.builder("pod.watcher.connections.max", limits, ConnectionLimits::open)
                .description("Connections that may be open")
                .register(registry);
        closed(registry, "room", closedForRoom);
        closed(registry, "unread", unread);
        FunctionCounter.builder("pod.watcher.connections.refused", refused, AtomicLong::get)
                .description("New connections that were closed because no other could be closed instead")
                .register(registry);
    }

    private static void closed(MeterRegistry registry, String reason, AtomicLong count) {
        FunctionCounter.builder("pod.watcher.connections.closed", count, AtomicLong::get)
                .description("Connections closed at a limit: silent ones to make room, "
                        + "and unread ones when memory is scarce")
                .tag("reason", reason)
                .register(registry);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        Channel channel = (Channel) message;
        Channel listening = context.channel();
        InetAddress peer = ((InetSocketAddress) channel.remoteAddress()).getAddress();
        if (!makeRoom(peer)) {
            refused.incrementAndGet();
            channel.unsafe().closeForcibly();
            return;
        }
        admit(new AcceptedConnection(channel, peer, this), channel, listening);
        context.fireChannelRead(message);
        if (isBehind()) {
            paused = true;
            listening.config().setAutoRead(false);
            // It may have caught up just before auto-read was turned off.
            resumeUnlessBehind(listening);
        }
    }

    private boolean makeRoom(InetAddress peer) {
        if (openByPeer.getOrDefault(peer, 0) >= limits.perPeer()) {
            return close(connection -> connection.peer().equals(peer));
        }
        return open.size() < limits.open() || close(connection -> true);
    }

    /** Closes one of these; returns false if none may be closed. */
    private boolean close(Predicate<AcceptedConnection> among) {
        long now = System.nanoTime();
        boolean sparesRegulars =
                open.stream().filter(AcceptedConnection::isRegular).count() <= limits.open() / 2;
        Optional<AcceptedConnection> silent = open.stream()
                .filter(AcceptedConnection::canBeClosed)
                .filter(among)
                .max(Comparator.comparing(
                                (AcceptedConnection connection) -> !(sparesRegulars && connection.isRegular()))
                        .thenComparingLong(connection -> now - connection.lastRead()));
        silent.ifPresent(connection -> {
            forget(connection);
            closedForRoom.incrementAndGet();
            connection.close();
        });
        return silent.isPresent();
    }

    private void admit(AcceptedConnection connection, Channel channel, Channel listening) {
        unregistered.incrementAndGet();
        descriptors.incrementAndGet();
        open.add(connection);
        openByPeer.merge(connection.peer(), 1, Integer::sum);
        channel.pipeline().addLast(connection);
        channel.closeFuture().addListener(closed -> {
            descriptors.decrementAndGet();
            forget(connection);
            resume(listening);
        });
    }

    /** A connection has been registered with its event loop. */
    void registered(Channel listening) {
        unregistered.decrementAndGet();
        resume(listening);
    }

    private void forget(AcceptedConnection connection) {
        if (open.remove(connection)) {
            openByPeer.computeIfPresent(connection.peer(), (peer, count) -> count == 1 ? null : count - 1);
        }
    }

    /**
     * A client reads more slowly than it is answered. On the event loop of its connection.
     *
     * @return whether there is memory for that; if not, the connection must be closed
     */
    boolean mayBeSlow() {
        if (memoryIsScarce.getAsBoolean()) {
            unread.incrementAndGet();
            return false;
        }
        return true;
    }

    private boolean isBehind() {
        return unregistered.get() >= MAX_UNREGISTERED || descriptors.get() >= limits.open() + MAX_CLOSING;
    }

    /** Any event loop. */
    private void resume(Channel listening) {
        if (paused && !isBehind() && !listening.eventLoop().isShuttingDown()) {
            listening.eventLoop().execute(() -> resumeUnlessBehind(listening));
        }
    }

    private void resumeUnlessBehind(Channel listening) {
        if (paused && !isBehind()) {
            paused = false;
            listening.config().setAutoRead(true);
        }
    }
}
