package io.podwatcher.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpConstants;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.AsciiString;
import io.podwatcher.http.RefusalMeters.Refusal;
import io.vertx.core.http.Http1ServerConfig;
import io.vertx.core.http.impl.http1.VertxHttpRequestDecoder;
import java.util.List;
import java.util.Optional;

/**
 * Decodes the requests of one HTTP/1 connection within {@link ReceiveLimits}, on its event loop. Netty's decoder, which this
 * extends, decides what is well-formed. This one decides when it is worth decoding and what is kept of a head. A refused
 * request goes the way of a malformed one, so that it is answered in its turn.
 */
final class RequestDecoder extends VertxHttpRequestDecoder {

    private static final Http1ServerConfig NETTYS_LIMITS = new Http1ServerConfig()
            .setMaxInitialLineLength(ReceiveLimits.MAX_LINE)
            .setMaxHeaderSize(ReceiveLimits.MAX_HEADERS_SIZE);

    /** How much of a body is decoded at once: a search for the end of an unfinished line starts at its beginning. */
    private static final int BODY_STEP = 4096;

    /** What the next byte belongs to. */
    private enum Reading {
        HEAD,
        BODY,
        /** Nothing that is read: a request was refused, or its body was too long. */
        NOTHING
    }

    private final HostRule hosts;
    private final RefusalMeters refusals;
    private final RequestBacklog backlog;
    private final MessageDeadline deadline;
    private final HeadLines lines = new HeadLines();
    private ChannelHandlerContext context;
    private Reading reading = Reading.HEAD;
    private int bodyBytes;

    /** Whole requests wait undecoded until earlier ones are answered. */
    private boolean stalled;

    /** The end of the client's output, which counts only when all that it has sent is decoded. */
    private Optional<Object> endOfInput = Optional.empty();

    RequestDecoder(ReceiveLimits limits, HostRule hosts, RequestBacklog backlog, RefusalMeters refusals) {
        super(NETTYS_LIMITS);
        this.hosts = hosts;
        this.backlog = backlog;
        this.refusals = refusals;
        this.deadline = new MessageDeadline(limits.messageTimeout(), this::expired);
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        this.context = context;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object input) throws Exception {
        super.channelRead(context, input);
        settle();
    }

    /** Counts what a read has left undecoded. */
    private void settle() {
        int undecoded = actualReadableBytes();
        if (reading == Reading.BODY || reading == Reading.HEAD && !stalled && (undecoded > 0 || lines.begun())) {
            deadline.unfinished(context);
        }
        if (!backlog.holds(undecoded == 0 ? 0 : internalBuffer().capacity()) && reading != Reading.NOTHING) {
            answerAtOnce(new RefusedRequest(
                    503, Refusal.TOO_MANY_UNFINISHED, "Too many long or unfinished requests are held; try again"));
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) throws Exception {
        if (stalled) {
            // The superclass would read on until it has something to pass on.
            context.fireChannelReadComplete();
        } else {
            super.channelReadComplete(context);
        }
    }

    /** An answer has been written. */
    void answered() {
        backlog.answered();
        if (!stalled) {
            settle();
        } else if (backlog.isHalfEmpty()) {
            stalled = false;
            context.executor().execute(this::decodeOn);
        }
    }

    private void decodeOn() {
        try {
            context.channel().config().setAutoRead(true);
            decodeUndecoded();
            context.fireChannelReadComplete();
            if (!stalled && endOfInput.isPresent()) {
                super.userEventTriggered(context, endOfInput.get());
            }
        } catch (Exception e) {
            context.fireExceptionCaught(e);
        }
    }

    /** Decodes, or in {@link Reading#NOTHING} releases, what has been read already. */
    private void decodeUndecoded() throws Exception {
        channelRead(context, Unpooled.EMPTY_BUFFER);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) throws Exception {
        if (stalled && event instanceof ChannelInputShutdownEvent) {
            endOfInput = Optional.of(event);
        } else {
            super.userEventTriggered(context, event);
        }
    }

    /** Nothing: what is unfinished ends with its connection. */
    @Override
    protected void decodeLast(ChannelHandlerContext context, ByteBuf in, List<Object> out) {}

    @Override
    public void channelInactive(ChannelHandlerContext context) throws Exception {
        deadline.cancel();
        super.channelInactive(context);
        backlog.close();
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) throws Exception {
        switch (reading) {
            case HEAD -> decodeHead(in, out);
            case BODY -> decodeBody(in, out);
            case NOTHING -> in.skipBytes(in.readableBytes());
        }
    }

    private void decodeHead(ByteBuf in, List<Object> out) throws Exception {
        if (backlog.isFull()) {
            stalled = true;
            context.channel().config().setAutoRead(false);
            return;
        }
        if (!lines.begun()) {
            skipEmptyLines(in);
        }
        try {
            // Without a new line Netty's decoder could only refuse what cannot begin a request, or is too long.
            if (!lines.found(in) && in.readableBytes() <= ReceiveLimits.MAX_LINE && mayBegin(in)) {
                return;
            }
        } catch (RefusedRequest refused) {
            in.skipBytes(in.readableBytes());
            out.add(refuse(refused));
            return;
        }
        int before = out.size();
        super.decode(context, in, out);
        if (out.size() > before) {
            headComplete((HttpRequest) out.get(before), out);
        }
    }

    private static void skipEmptyLines(ByteBuf in) {
        while (in.isReadable()) {
            byte next = in.getByte(in.readerIndex());
            if (next != HttpConstants.CR && next != HttpConstants.LF) {
                return;
            }
            in.skipBytes(1);
        }
    }

    private boolean mayBegin(ByteBuf in) {
        return lines.begun() || !in.isReadable() || !Character.isISOControl(in.getByte(in.readerIndex()) & 0xFF);
    }

    private void headComplete(HttpRequest request, List<Object> out) {
        lines.reset();
        deadline.complete();
        if (request.decoderResult().isFailure()) {
            backlog.add(0);
            reading = Reading.NOTHING;
            return;
        }
        try {
            hosts.check(request);
        } catch (RefusedRequest refused) {
            out.clear();
            out.add(refuse(refused));
            return;
        }
        backlog.add(request.uri().length() + ((RequestHeaders) request.headers()).keptBytes());
        if (!(out.get(out.size() - 1) instanceof LastHttpContent)) {
            reading = Reading.BODY;
            bodyBytes = 0;
        }
    }

    private void decodeBody(ByteBuf in, List<Object> out) throws Exception {
        ByteBuf step = in.slice(in.readerIndex(), Math.min(in.readableBytes(), BODY_STEP));
        int before = out.size();
        super.decode(context, step, out);
        in.skipBytes(step.readerIndex());
        bodyBytes += step.readerIndex();
        boolean ended = out.size() > before && out.get(out.size() - 1) instanceof LastHttpContent;
        if (ended) {
            deadline.complete();
            boolean wellFormed =
                    ((HttpObject) out.get(out.size() - 1)).decoderResult().isSuccess();
            reading = wellFormed ? Reading.HEAD : Reading.NOTHING;
        } else if (bodyBytes > ReceiveLimits.MAX_BODY || step.readableBytes() == BODY_STEP) {
            leaveBody();
        }
    }

    /** The request is answered, and nothing behind it is read. */
    private void leaveBody() {
        reading = Reading.NOTHING;
        refusals.count(Refusal.BODY_NOT_READ);
        context.fireUserEventTriggered(LastAnswers.Close.WHEN_ANSWERED);
    }

    private void expired() {
        if (reading == Reading.BODY) {
            leaveBody();
        } else {
            answerAtOnce(new RefusedRequest(
                    408, Refusal.REQUEST_TIMEOUT, "The head of the request was not complete in time"));
        }
    }

    private void answerAtOnce(RefusedRequest refused) {
        context.fireChannelRead(refuse(refused));
        context.fireChannelReadComplete();
        try {
            decodeUndecoded();
        } catch (Exception e) {
            context.fireExceptionCaught(e);
        }
    }

    private HttpMessage refuse(RefusedRequest refused) {
        reading = Reading.NOTHING;
        backlog.add(0);
        HttpMessage message = createInvalidMessage();
        message.setDecoderResult(DecoderResult.failure(refused));
        return message;
    }

    @Override
    protected HttpMessage createMessage(String[] line) {
        HttpVersion version = HttpVersion.valueOf(line[2]);
        // Vert.x compares them by identity; a version in lower case is equal and not the same.
        if (version != HttpVersion.HTTP_1_1 && version != HttpVersion.HTTP_1_0) {
            throw RefusedRequest.malformed("Only HTTP/1.1 and HTTP/1.0 are spoken here");
        }
        String target = line[1];
        String kept =
                target.length() > ReceiveLimits.KEPT_TARGET ? target.substring(0, ReceiveLimits.KEPT_TARGET) : target;
        return new DefaultHttpRequest(version, HttpMethod.valueOf(line[0]), kept, new RequestHeaders());
    }

    @Override
    protected AsciiString splitHeaderName(byte[] bytes, int start, int length) {
        return RequestHeaders.name(bytes, start, length);
    }
}
