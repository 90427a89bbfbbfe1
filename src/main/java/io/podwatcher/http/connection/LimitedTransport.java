package io.podwatcher.http.connection;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.netty4.NettyEventExecutorMetrics;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.ChannelOption;
import io.netty.channel.ServerChannel;
import io.podwatcher.http.connection.transport.AdaptedTransport;
import io.podwatcher.http.connection.transport.TransportDelegate;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.spi.transport.Transport;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/**
 * Vert.x's own transport, with a limit on the connections that its listening sockets accept. Vert.x offers no other
 * access to a listening socket, and shows a TLS connection only after its handshake.
 */
public final class LimitedTransport {

    private final ConnectionLimiter limiter;
    private final AdaptedTransport transport;
    private final Set<ServerChannel> listening = ConcurrentHashMap.newKeySet();

    private LimitedTransport(ConnectionLimits limits, BooleanSupplier memoryIsScarce) {
        this.limiter = new ConnectionLimiter(limits, memoryIsScarce);
        this.transport = AdaptedTransport.of(original -> new Limited(original, limits));
    }

    /**
     * The native transport of this system, or else the JDK's, with these limits.
     *
     * @param memoryIsScarce whether clients that do not read are to be disconnected; called from any thread
     */
    public static LimitedTransport of(ConnectionLimits limits, BooleanSupplier memoryIsScarce) {
        return new LimitedTransport(limits, memoryIsScarce);
    }

    /** The transport for Vert.x. */
    public AdaptedTransport transport() {
        return transport;
    }

    /**
     * Registers meters of open, closed and refused connections, and of the tasks queued on this Vertx's event loops.
     */
    public void count(Vertx vertx, MeterRegistry registry) {
        limiter.bindTo(registry);
        new NettyEventExecutorMetrics(((VertxInternal) vertx).nettyEventLoopGroup()).bindTo(registry);
    }

    /**
     * Closes the listening sockets. Vert.x closes them only after it has removed the event loops of the servers that
     * are shutting down, and logs a failure for each connection that arrives in between.
     */
    public Future<?> stopListening() {
        return Future.join(listening.stream()
                .filter(Channel::isActive)
                .map(LimitedTransport::close)
                .toList());
    }

    private static Future<Void> close(Channel channel) {
        Promise<Void> closed = Promise.promise();
        channel.close().addListener(done -> closed.complete());
        return closed.future();
    }

    private final class Limited extends TransportDelegate {

        private final ConnectionLimits limits;

        private Limited(Transport unlimited, ConnectionLimits limits) {
            super(unlimited);
            this.limits = limits;
        }

        @Override
        public ChannelFactory<? extends ServerChannel> serverChannelFactory(boolean domainSocket) {
            ChannelFactory<? extends ServerChannel> factory = super.serverChannelFactory(domainSocket);
            return () -> limited(factory.newChannel());
        }

        private ServerChannel limited(ServerChannel socket) {
            // Accepted sockets inherit it; set later, it would not apply to the first packets of a connection.
            socket.config().setOption(ChannelOption.SO_RCVBUF, limits.receiveBuffer());
            socket.pipeline().addLast(limiter);
            listening.add(socket);
            return socket;
        }
    }
}
