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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Offers the frequent requests of one HTTP/1 connection to endpoints that answer them without Vert.x, whose objects for
 * a request and its answer, and whose encoding of a head, cost as much as the rest of a lookup. All other requests go
 * on to Vert.x. While a request is offered, no other is decoded, so answers stay in order. On the event loop of the
 * connection.
 */
public final class DirectRequests extends ChannelInboundHandlerAdapter {

    private static final Logger log = LoggerFactory.getLogger(DirectRequests.class);

    private static final byte[] CONTENT_LENGTH = "content-length: ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] HEAD_END = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int MAX_DIGITS = 10;

    private final List<DirectEndpoint> endpoints;
    private final RequestBacklog backlog;
    private final Optional<IpAddress> peer;
    private ChannelHandlerContext context;

    /** A request whose end has not been read, or null. */
    private HttpRequest head;

    /** The request that is neither answered nor passed on, or null. */
    private Offered offered;

    /** What the decoder has refused for lack of memory while a request is offered; answered after it. Or null. */
    private Object refused;

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
        if (offered != null) {
            refused = message;
        } else if (message instanceof HttpRequest request && mayBeDirect(request)) {
            head = request;
        } else if (message == LastHttpContent.EMPTY_LAST_CONTENT && head != null) {
            offer();
        } else {
            passOnHead();
            context.fireChannelRead(message);
        }
    }

    private boolean mayBeDirect(HttpRequest request) {
        return endpoint(request.uri()) != null
                && HttpMethod.GET.equals(request.method())
                && request.protocolVersion() == HttpVersion.HTTP_1_1
                && request.decoderResult().isSuccess()
                && HttpUtil.isKeepAlive(request)
                // All answers before this one have been written.
                && backlog.hasOne()
                // Vert.x queues the answers to a client that reads too slowly.
                && context.channel().isWritable();
    }

    private DirectEndpoint endpoint(String target) {
        // Not a Stream: it would cost each request its objects.
        for (int i = 0; i < endpoints.size(); i++) {
            if (endpoints.get(i).mayHandle(target)) {
                return endpoints.get(i);
            }
        }
        return null;
    }

    private void offer() {
        Offered request = new Offered(head);
        offered = request;
        head = null;
        backlog.limitToOne();
        if (!accepts(request)) {
            request.passOn();
        }
    }

    private boolean accepts(Offered request) {
        try {
            return endpoint(request.target()).handle(request);
        } catch (RuntimeException failure) {
            log.error("A request could not be answered directly; Vert.x handles it", failure);
            return false;
        }
    }

    /** Passes on a request that has a body, or may have one. */
    private void passOnHead() {
        if (head != null) {
            HttpRequest request = head;
            head = null;
            context.fireChannelRead(request);
        }
    }

    private void passOnRefused() {
        if (refused != null) {
            Object message = refused;
            refused = null;
            context.fireChannelRead(message);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        passOnHead();
        context.fireChannelReadComplete();
    }

    private final class Offered implements DirectRequest {

        private final HttpRequest request;

        Offered(HttpRequest request) {
            this.request = request;
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
            if (offered != this) {
                throw new IllegalStateException("Answered or passed on already: " + target());
            }
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
            end();
            context.writeAndFlush(answer, context.voidPromise());
            if (refused != null) {
                passOnRefused();
                context.fireChannelReadComplete();
            }
        }

        @Override
        public void passOn() {
            if (offered == this) {
                end();
                context.fireChannelRead(request);
                context.fireChannelRead(LastHttpContent.EMPTY_LAST_CONTENT);
                passOnRefused();
                context.fireChannelReadComplete();
            }
        }

        private void end() {
            offered = null;
            backlog.allowPipelining();
        }
    }
}
