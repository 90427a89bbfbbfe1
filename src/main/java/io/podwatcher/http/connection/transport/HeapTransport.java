package io.podwatcher.http.connection.transport;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.AbstractByteBufAllocator;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.vertx.core.net.TcpConfig;
import io.vertx.core.spi.transport.Transport;

/**
 * For clients: what is received is on the heap. Vert.x 5.2 keeps what arrives on a paused connection in a queue, and
 * drops the queue without releasing it when the connection closes. Each watch that ended while events were waiting took
 * up to some MiB of direct memory with it, for ever; on the heap the garbage collector finds it. Any thread.
 */
public final class HeapTransport extends TransportDelegate {

    private HeapTransport(Transport original) {
        super(original);
    }

    /** The transport of this system. */
    public static AdaptedTransport create() {
        return AdaptedTransport.of(HeapTransport::new);
    }

    @Override
    public ChannelFactory<? extends Channel> channelFactory(boolean domainSocket) {
        ChannelFactory<? extends Channel> factory = super.channelFactory(domainSocket);
        return () -> {
            Channel channel = factory.newChannel();
            channel.pipeline().addLast(CopyToHeap.INSTANCE);
            return channel;
        };
    }

    @Override
    public void configure(TcpConfig config, boolean domainSocket, Bootstrap bootstrap) {
        super.configure(config, domainSocket, bootstrap);
        bootstrap.option(ChannelOption.ALLOCATOR, HeapFirst.INSTANCE);
    }

    /** Copies what has been read from the socket, for which the native transport needs direct memory. */
    @Sharable
    private static final class CopyToHeap extends ChannelInboundHandlerAdapter {

        private static final CopyToHeap INSTANCE = new CopyToHeap();

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            context.fireChannelRead(
                    message instanceof ByteBuf received && received.isDirect() ? copy(received) : message);
        }

        private static ByteBuf copy(ByteBuf received) {
            try {
                return HeapFirst.INSTANCE.heapBuffer(received.readableBytes()).writeBytes(received);
            } finally {
                received.release();
            }
        }
    }

    /** Direct memory for sockets only; decoders get unpooled memory of the heap. */
    private static final class HeapFirst extends AbstractByteBufAllocator {

        private static final HeapFirst INSTANCE = new HeapFirst();

        private HeapFirst() {
            super(false);
        }

        @Override
        protected ByteBuf newHeapBuffer(int initialCapacity, int maxCapacity) {
            return UnpooledByteBufAllocator.DEFAULT.heapBuffer(initialCapacity, maxCapacity);
        }

        @Override
        protected ByteBuf newDirectBuffer(int initialCapacity, int maxCapacity) {
            return ByteBufAllocator.DEFAULT.directBuffer(initialCapacity, maxCapacity);
        }

        @Override
        public boolean isDirectBufferPooled() {
            return ByteBufAllocator.DEFAULT.isDirectBufferPooled();
        }
    }
}
