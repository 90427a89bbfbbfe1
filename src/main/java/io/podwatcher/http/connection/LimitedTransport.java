package io.podwatcher.http.connection;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.netty4.NettyEventExecutorMetrics;
import io.netty.channel.ChannelFactory;
import io.netty.channel.ChannelOption;
import io.netty.channel.ServerChannel;
import io.podwatcher.http.connection.transport.AdaptedTransport;
import io.podwatcher.http.connection.transport.TransportDelegate;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.spi.transport.Transport;
import java.util.function.BooleanSupplier;

/**
 * Vert.x's own transport, with a limit on the connections that its listening sockets accept. Vert.x offers no other
 * access to a listening socket, and shows a TLS connection only after its handshake.
 */
public final class LimitedTransport {

    private final ConnectionLimiter limiter;
    private final AdaptedTransport transport;

    private LimitedTransport(ConnectionLimits limits, BooleanSupplier memoryIsScarce) {
        this.limiter = new ConnectionLimiter(limits, memoryIsScarce);
        this.transport = AdaptedTransport.of(original -> new Limited(original, limits, limiter));
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

    private static final class Limited extends TransportDelegate {

        private final ConnectionLimits limits;
        private final ConnectionLimiter limiter;

        private Limited(Transport unlimited, ConnectionLimits limits, ConnectionLimiter limiter) {
            super(unlimited);
            this.limits = limits;
            this.limiter = limiter;
        }

        @Override
        public ChannelFactory<? extends ServerChannel> serverChannelFactory(boolean domainSocket) {
            ChannelFactory<? extends ServerChannel> factory = super.serverChannelFactory(domainSocket);
            return () -> limited(factory.newChannel());
        }

        private ServerChannel limited(ServerChannel listening) {
            // Accepted sockets inherit it; set later, it would not apply to the first packets of a connection.
            listening.config().setOption(ChannelOption.SO_RCVBUF, limits.receiveBuffer());
            listening.pipeline().addLast(limiter);
            return listening;
        }
    }
}
