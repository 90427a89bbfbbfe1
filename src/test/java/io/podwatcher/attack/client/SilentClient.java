package io.podwatcher.attack.client;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/** Sends some bytes as soon as it is connected, and then nothing more. Whether it reads is up to the connection. */
final class SilentClient extends ChannelInboundHandlerAdapter {

    private final byte[] bytes;

    SilentClient(byte[] bytes) {
        this.bytes = bytes;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        context.writeAndFlush(Unpooled.wrappedBuffer(bytes));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable reset) {
        context.close();
    }
}
