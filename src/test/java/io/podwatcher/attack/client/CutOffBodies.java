package io.podwatcher.attack.client;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.podwatcher.attack.Attackers;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/**
 * Clients that send a request that waits, requests with bodies behind it, and are gone before any is answered.
 *
 * @param rate so many a second
 */
public record CutOffBodies(int rate) implements Attack {

    private static final byte[] REQUESTS = (Requests.get("/pod?ip=10.99.0.1&wait=5s")
                    + ("POST /health HTTP/1.1\r\nHost: a\r\nContent-Length: 4000\r\n\r\n" + "a".repeat(4000)).repeat(3))
            .getBytes(StandardCharsets.US_ASCII);

    @Override
    public AutoCloseable start(Target target, Random random) throws Exception {
        Attackers attackers = new Attackers();
        Connections connections = Connections.http1(target);
        attackers.add(connections);
        attackers.add(Pacer.perSecond(
                rate, number -> connections.connect(Target.attacker(number % 500), false, new Sender())));
        return attackers;
    }

    /** Closes with a reset as soon as the kernel has taken everything. */
    private static final class Sender extends ChannelInboundHandlerAdapter {

        @Override
        public void channelActive(ChannelHandlerContext context) {
            context.writeAndFlush(Unpooled.wrappedBuffer(REQUESTS)).addListener(ChannelFutureListener.CLOSE);
        }
    }
}
