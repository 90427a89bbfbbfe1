package io.podwatcher.http.connection.direct;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.podwatcher.http.connection.request.RequestBacklog;
import io.podwatcher.model.IpAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Offers the usual requests of one HTTP/1 connection to an endpoint that answers them without Vert.x: the objects of a
 * request and its answer, and encoding a head, cost as much as all the rest of a lookup. A request that cannot be
 * answered so goes on to Vert.x, as any other does. On the event loop of the connection.
 */
public final class DirectRequests extends ChannelInboundHandlerAdapter implements DirectRequest {

    private static final byte[] CONTENT_LENGTH = "content-length: ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] HEAD_END = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int MAX_DIGITS = 10;

    /** What has happened to the request that is held back. */
    private enum Stage {
        /** There is none. */
        NONE,
        /** Its end has not been read. */
        HEAD,
        /** It has been offered, or taken. */
        OFFERED
    }

    private final List<DirectEndpoint> endpoints;
    private final RequestBacklog backlog;
    private final Optional<IpAddress> peer;
    private ChannelHandlerContext context;
    private HttpRequest request;
    private DirectEndpoint endpoint;
    private Stage stage = Stage.NONE;

    /**
     * @param peer the address of the other end; empty if it is not an IP in plain notation
     */
    public DirectRequests(List<DirectEndpoint> endpoints, RequestBacklog backlog, Optional<IpAddress> peer) {
        this.endpoints = endpoints;
        this.backlog = backlog;
        this.peer = peer;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        this.context = context;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpRequest head && mayBeDirect(head)) {
            request = head;
            stage = Stage.HEAD;
        } else if (message == LastHttpContent.EMPTY_LAST_CONTENT && stage == Stage.HEAD) {
            offer();
        } else {
            passOnHead();
            context.fireChannelRead(message);
        }
    }

    private boolean mayBeDirect(HttpRequest head) {
        return isUsual(head.uri())
                && HttpMethod.GET.equals(head.method())
                && head.protocolVersion() == HttpVersion.HTTP_1_1
                && head.decoderResult().isSuccess()
                && HttpUtil.isKeepAlive(head)
                // All answers before this one have been written.
                && backlog.hasOne()
                // Vert.x queues the answers to a client that reads too slowly.
                && context.channel().isWritable();
    }

    private boolean isUsual(String target) {
        // Not a stream, which each request would pay for.
        for (int i = 0; i < endpoints.size(); i++) {
            if (endpoints.get(i).mayHandle(target)) {
                endpoint = endpoints.get(i);
                return true;
            }
        }
        return false;
    }

    private void offer() {
        stage = Stage.OFFERED;
        backlog.limitToOne();
        if (!endpoint.handle(this)) {
            passOn();
        }
    }

    /** A body follows, or may follow. */
    private void passOnHead() {
        if (stage == Stage.HEAD) {
            HttpRequest head = request;
            reset();
            context.fireChannelRead(head);
        }
    }

    private void reset() {
        request = null;
        stage = Stage.NONE;
        backlog.limitToUsual();
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        passOnHead();
        context.fireChannelReadComplete();
    }

    @Override
    public String target() {
        return request.uri();
    }

    @Override
    public List<String> headers(CharSequence name) {
        return request.headers().getAll(name);
    }

    @Override
    public Optional<IpAddress> peer() {
        return peer;
    }

    @Override
    public void answer(byte[] body, byte[]... head) {
        int length = CONTENT_LENGTH.length + MAX_DIGITS + HEAD_END.length + body.length;
        for (byte[] part : head) {
            length += part.length;
        }
        ByteBuf answer = context.alloc().directBuffer(length);
        for (byte[] part : head) {
            answer.writeBytes(part);
        }
        answer.writeBytes(CONTENT_LENGTH);
        ByteBufUtil.writeAscii(answer, Integer.toString(body.length));
        answer.writeBytes(HEAD_END).writeBytes(body);
        reset();
        context.writeAndFlush(answer, context.voidPromise());
    }

    @Override
    public void passOn() {
        if (stage != Stage.OFFERED) {
            // What failed has answered it before.
            return;
        }
        HttpRequest passed = request;
        reset();
        context.fireChannelRead(passed);
        context.fireChannelRead(LastHttpContent.EMPTY_LAST_CONTENT);
        context.fireChannelReadComplete();
    }
}
