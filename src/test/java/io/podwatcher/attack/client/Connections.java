package io.podwatcher.attack.client;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;

/**
 * Connections of attackers to a service, each with a handler of its own that sends and reads as it likes. One event
 * loop serves them all; closing resets those that are left.
 */
final class Connections implements AutoCloseable {

    /** How many may be connecting at once: more would fill the backlog of the listening socket. */
    private static final int DIALS = 256;

    private static final int SMALL = 4096;
    private static final int CONNECT_TIMEOUT_MILLIS = 3_000;

    private final EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final ChannelGroup open = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private final Semaphore dials = new Semaphore(DIALS);
    private final Target target;
    private final Optional<SslContext> tls;

    private Connections(Target target, Optional<SslContext> tls) {
        this.target = target;
        this.tls = tls;
    }

    /** For HTTP/1.1, over TLS where the service speaks it. */
    static Connections http1(Target target) throws SSLException {
        return new Connections(target, target.tls() ? Optional.of(trusting().build()) : Optional.empty());
    }

    /** For HTTP/2 over TLS. */
    static Connections http2(Target target) throws SSLException {
        ApplicationProtocolConfig h2 = new ApplicationProtocolConfig(
                Protocol.ALPN, SelectorFailureBehavior.NO_ADVERTISE, SelectedListenerFailureBehavior.ACCEPT, "h2");
        return new Connections(
                target, Optional.of(trusting().applicationProtocolConfig(h2).build()));
    }

    private static SslContextBuilder trusting() {
        return SslContextBuilder.forClient().trustManager(InsecureTrustManagerFactory.INSTANCE);
    }

    /**
     * Connects from an address. Waits while many others are connecting, and does not wait for this one.
     *
     * @param reads whether the client reads; if not, its receive buffer is small
     */
    void connect(String from, boolean reads, ChannelHandler handler) throws InterruptedException {
        dials.acquire();
        Bootstrap bootstrap = new Bootstrap();
        if (!reads) {
            bootstrap.option(ChannelOption.SO_RCVBUF, SMALL);
        }
        bootstrap
                .group(loop)
                .channel(NioSocketChannel.class)
                .localAddress(new InetSocketAddress(from, 0))
                .option(ChannelOption.AUTO_READ, reads)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.SO_LINGER, 0)
                .option(ChannelOption.SO_REUSEADDR, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_TIMEOUT_MILLIS)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        tls.ifPresent(context -> channel.pipeline().addLast(context.newHandler(channel.alloc())));
                        channel.pipeline().addLast(handler);
                    }
                })
                .connect(target.address())
                .addListener((ChannelFuture connected) -> {
                    if (connected.isSuccess()) {
                        open.add(connected.channel());
                    }
                    target.answers().event(connected.isSuccess() ? "connected" : "not connected");
                    dials.release();
                });
    }

    /** How many are open now. */
    int open() {
        return open.size();
    }

    /** Returns when all attempts to connect have ended. */
    void awaitConnected() throws InterruptedException {
        dials.acquire(DIALS);
        dials.release(DIALS);
    }

    @Override
    public void close() throws InterruptedException {
        open.close();
        loop.shutdownGracefully(0, 10, TimeUnit.SECONDS).await(30, TimeUnit.SECONDS);
    }
}
