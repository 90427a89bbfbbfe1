package io.podwatcher.attack.client;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http2.DefaultHttp2FrameWriter;
import io.netty.handler.codec.http2.Http2CodecUtil;
import io.netty.handler.codec.http2.Http2Flags;
import io.netty.handler.codec.http2.Http2FrameTypes;
import io.netty.handler.codec.http2.Http2FrameWriter;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.nio.charset.StandardCharsets;

/**
 * One HTTP/2 connection that writes any frames and ignores those that it receives. On the event loop of its connection.
 */
public abstract class Http2Client extends ChannelInboundHandlerAdapter {

    private final Http2FrameWriter frames = new DefaultHttp2FrameWriter();

    private final Http2Settings settings;
    private int lastStream = -1;

    Http2Client(Http2Settings settings) {
        this.settings = settings;
    }

    /** The connection is open and the preface is written. */
    abstract void begin(ChannelHandlerContext context);

    final Http2FrameWriter frames() {
        return frames;
    }

    final int nextStream() {
        lastStream += 2;
        return lastStream;
    }

    /** Sends a request on a new stream, and returns its number. */
    final int request(ChannelHandlerContext context, ByteBuf block) {
        int stream = nextStream();
        Http2Flags flags = new Http2Flags().endOfHeaders(true).endOfStream(true);
        frames.writeFrame(context, Http2FrameTypes.HEADERS, stream, flags, block, context.newPromise());
        return stream;
    }

    @Override
    public final void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof SslHandshakeCompletionEvent handshake && handshake.isSuccess()) {
            context.write(Http2CodecUtil.connectionPrefaceBuf());
            frames.writeSettings(context, settings, context.newPromise());
            begin(context);
            context.flush();
        }
    }

    @Override
    public final void channelRead(ChannelHandlerContext context, Object message) {
        ((ByteBuf) message).release();
    }

    @Override
    public final void exceptionCaught(ChannelHandlerContext context, Throwable reset) {
        context.close();
    }

    /**
     * The header block of a GET request, in HPACK (RFC 7541).
     *
     * @param tiny how many headers of one letter stand behind the others, one byte each: the first is put into the
     * table,
     *     the others point there
     */
    public static ByteBuf get(String path, int tiny) {
        ByteBuf block = Unpooled.buffer(path.length() + tiny + 32);
        block.writeByte(0x82); // :method GET
        block.writeByte(0x87); // :scheme https
        literal(block.writeByte(0x04), path); // :path
        literal(block.writeByte(0x01), "pod-watcher"); // :authority
        for (int i = 0; i < tiny; i++) {
            if (i == 0) {
                literal(literal(block.writeByte(0x40), "a"), "1");
            } else {
                block.writeByte(0x80 | 62);
            }
        }
        return block;
    }

    private static ByteBuf literal(ByteBuf block, String text) {
        block.writeByte(text.length()); // less than 127, so one byte
        block.writeCharSequence(text, StandardCharsets.US_ASCII);
        return block;
    }
}
