package io.podwatcher.http.connection;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.netty4.NettyEventExecutorMetrics;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.InternetProtocolFamily;
import io.vertx.core.Vertx;
import io.vertx.core.datagram.DatagramSocketOptions;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.net.TcpConfig;
import io.vertx.core.spi.transport.Transport;
import java.net.SocketAddress;
import java.util.concurrent.ThreadFactory;
import java.util.function.BooleanSupplier;

/**
 * Vert.x's own transport, with a limit on the connections that its listening sockets accept. Vert.x offers no other
 * access to a listening socket, and shows a TLS connection only after its handshake.
 */
public final class LimitedTransport implements io.vertx.core.transport.Transport {

    private final io.vertx.core.transport.Transport unlimited;
    private final ConnectionLimiter limiter;
    private final Transport limited;

    private LimitedTransport(
            io.vertx.core.transport.Transport unlimited, ConnectionLimits limits, BooleanSupplier memoryIsScarce) {
        this.unlimited = unlimited;
        this.limiter = new ConnectionLimiter(limits, memoryIsScarce);
        this.limited = new Limited(unlimited.implementation(), limits, limiter);
    }

    /**
     * The native transport of this system, or else the JDK's, with these limits.
     *
     * @param memoryIsScarce whether clients that do not read are to be disconnected; called from any thread
     */
    public static LimitedTransport of(ConnectionLimits limits, BooleanSupplier memoryIsScarce) {
        io.vertx.core.transport.Transport fast = io.vertx.core.transport.Transport.nativeTransport();
        return new LimitedTransport(
                fast != null && fast.available() ? fast : io.vertx.core.transport.Transport.NIO,
                limits,
                memoryIsScarce);
    }

    /**
     * Registers meters of open, closed and refused connections, and of the tasks queued on this Vertx's event loops.
     */
    public void count(Vertx vertx, MeterRegistry registry) {
        limiter.bindTo(registry);
        new NettyEventExecutorMetrics(((VertxInternal) vertx).nettyEventLoopGroup()).bindTo(registry);
    }

    /** Whether it is the native transport, not the JDK's. */
    public boolean isNative() {
        return unlimited != io.vertx.core.transport.Transport.NIO;
    }

    @Override
    public String name() {
        return unlimited.name();
    }

    @Override
    public boolean available() {
        return unlimited.available();
    }

    @Override
    public Throwable unavailabilityCause() {
        return unlimited.unavailabilityCause();
    }

    @Override
    public Transport implementation() {
        return limited;
    }

    private record Limited(Transport unlimited, ConnectionLimits limits, ConnectionLimiter limiter)
            implements Transport {

        @Override
        public ChannelFactory<? extends ServerChannel> serverChannelFactory(boolean domainSocket) {
            ChannelFactory<? extends ServerChannel> factory = unlimited.serverChannelFactory(domainSocket);
            return () -> limited(factory.newChannel());
        }

        private ServerChannel limited(ServerChannel listening) {
            // Accepted sockets inherit it; set later, it would not apply to the first packets of a connection.
            listening.config().setOption(ChannelOption.SO_RCVBUF, limits.receiveBuffer());
            listening.pipeline().addLast(limiter);
            return listening;
        }

        @Override
        public boolean supportsDomainSockets() {
            return unlimited.supportsDomainSockets();
        }

        @Override
        public boolean supportFileRegion() {
            return unlimited.supportFileRegion();
        }

        @Override
        public boolean isAvailable() {
            return unlimited.isAvailable();
        }

        @Override
        public Throwable unavailabilityCause() {
            return unlimited.unavailabilityCause();
        }

        @Override
        public SocketAddress convert(io.vertx.core.net.SocketAddress address) {
            return unlimited.convert(address);
        }

        @Override
        public io.vertx.core.net.SocketAddress convert(SocketAddress address) {
            return unlimited.convert(address);
        }

        @Override
        public IoHandlerFactory ioHandlerFactory() {
            return unlimited.ioHandlerFactory();
        }

        @Override
        public EventLoopGroup eventLoopGroup(int type, int threads, ThreadFactory threadFactory, int ioRatio) {
            return unlimited.eventLoopGroup(type, threads, threadFactory, ioRatio);
        }

        @Override
        public DatagramChannel datagramChannel(InternetProtocolFamily family) {
            return unlimited.datagramChannel(family);
        }

        @Override
        public ChannelFactory<? extends DatagramChannel> datagramChannelFactory() {
            return unlimited.datagramChannelFactory();
        }

        @Override
        public ChannelFactory<? extends Channel> channelFactory(boolean domainSocket) {
            return unlimited.channelFactory(domainSocket);
        }

        @Override
        public void configure(DatagramChannel channel, DatagramSocketOptions options) {
            unlimited.configure(channel, options);
        }

        @Override
        public void configure(TcpConfig config, boolean domainSocket, Bootstrap bootstrap) {
            unlimited.configure(config, domainSocket, bootstrap);
        }

        @Override
        public void configure(TcpConfig config, boolean domainSocket, ServerBootstrap bootstrap) {
            unlimited.configure(config, domainSocket, bootstrap);
        }
    }
}
