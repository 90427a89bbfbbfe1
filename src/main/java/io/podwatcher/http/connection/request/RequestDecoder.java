package io.podwatcher.http.connection.request;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.AsciiString;
import io.podwatcher.http.connection.request.RefusalMeters.Refusal;
import java.util.List;

/**
 * Decodes the requests of one HTTP/1 connection within {@link ReceiveLimits}, on its event loop. Netty's decoder still
 * decides what is well-formed; this one decides when to decode, and what to keep of a head. A refused request is passed
 * on like a malformed one, so that it is answered after those before it.
 */
public final class RequestDecoder extends PausingDecoder {

    /** How much of a body is decoded at once: the decoder searches an unfinished line from its start each time. */
    private static final int BODY_STEP = 4096;

    /** What the next byte belongs to. */
    private enum Part {
        HEAD,
        BODY,
        /** Ignored: a request was refused, or its body was too long. */
        IGNORED
    }

    private final HostRule hosts;
    private final RefusalMeters refusals;
    private final MessageDeadline deadline;
    private final HeadLines lines = new HeadLines();
    private Part part = Part.HEAD;
    private int bodyBytes;

    public RequestDecoder(ReceiveLimits limits, HostRule hosts, RequestBacklog backlog, RefusalMeters refusals) {
        super(backlog);
        this.hosts = hosts;
        this.refusals = refusals;
        this.deadline = new MessageDeadline(limits.messageTimeout(), this::expired);
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) throws Exception {
        switch (part) {
            case HEAD -> decodeHead(context, in, out);
            case BODY -> decodeBody(context, in, out);
            case IGNORED -> in.skipBytes(in.readableBytes());
        }
    }

    private void decodeHead(ChannelHandlerContext context, ByteBuf in, List<Object> out) throws Exception {
        if (pauseWhenFull()) {
            return;
        }
        try {
            // Without a new line Netty's decoder can only refuse bytes that cannot start a request or are too long.
            if (!lines.found(in) && in.readableBytes() <= ReceiveLimits.MAX_LINE && lines.mayStart(in)) {
                return;
            }
        } catch (RefusedRequest refused) {
            in.skipBytes(in.readableBytes());
            out.add(unread(refused));
            return;
        }
        int before = out.size();
        super.decode(context, in, out);
        if (out.size() > before) {
            headComplete((HttpRequest) out.get(before), out);
        }
    }

    private void headComplete(HttpRequest request, List<Object> out) {
        lines.reset();
        deadline.complete();
        if (request.decoderResult().isFailure()) {
            backlog.add(0);
            part = Part.IGNORED;
            return;
        }
        try {
            hosts.check(request);
        } catch (RefusedRequest refused) {
            backlog.add(0);
            refuse(request, refused);
            return;
        }
        if (!backlog.add(request.uri().length() + ((RequestHeaders) request.headers()).keptBytes())) {
            refuse(request, tooMuchHeld());
        } else if (!(out.get(out.size() - 1) instanceof LastHttpContent)) {
            part = Part.BODY;
            bodyBytes = 0;
        }
    }

    private void decodeBody(ChannelHandlerContext context, ByteBuf in, List<Object> out) throws Exception {
        ByteBuf step = in.slice(in.readerIndex(), Math.min(in.readableBytes(), BODY_STEP));
        int before = out.size();
        super.decode(context, step, out);
        in.skipBytes(step.readerIndex());
        bodyBytes += step.readerIndex();
        BodyContents.drop(out.subList(before, out.size()));
        if (out.size() > before && out.get(out.size() - 1) instanceof LastHttpContent end) {
            deadline.complete();
            part = end.decoderResult().isSuccess() ? Part.HEAD : Part.IGNORED;
        } else if (bodyBytes > ReceiveLimits.MAX_BODY || step.readableBytes() == BODY_STEP) {
            abandonBody();
        }
    }

    /** Stops reading: the request is still answered, and nothing after it is read. */
    private void abandonBody() {
        part = Part.IGNORED;
        refusals.count(Refusal.BODY_NOT_READ);
        context().fireUserEventTriggered(LastAnswers.Close.WHEN_ANSWERED);
    }

    @Override
    void settle(int undecodedBytes, int bufferBytes) {
        if (part == Part.BODY || part == Part.HEAD && !isPaused() && (undecodedBytes > 0 || lines.started())) {
            deadline.unfinished(context());
        }
        if (!backlog.holds(bufferBytes) && part != Part.IGNORED) {
            answerAtOnce(tooMuchHeld());
        }
    }

    private void expired() {
        if (part == Part.BODY) {
            abandonBody();
        } else if (part == Part.HEAD) {
            answerAtOnce(new RefusedRequest(
                    408, Refusal.REQUEST_TIMEOUT, "The head of the request was not complete in time"));
        }
    }

    private void answerAtOnce(RefusedRequest refused) {
        context().fireChannelRead(unread(refused));
        context().fireChannelReadComplete();
        try {
            decodeUndecoded();
        } catch (Exception e) {
            context().fireExceptionCaught(e);
        }
    }

    private static RefusedRequest tooMuchHeld() {
        return new RefusedRequest(
                503, Refusal.TOO_MANY_UNFINISHED, "Too many long or unfinished requests are held; try again");
    }

    /** Represents a request whose head is not read to its end. */
    private HttpRequest unread(RefusedRequest refused) {
        HttpRequest request = (HttpRequest) createInvalidMessage();
        backlog.add(0);
        refuse(request, refused);
        return request;
    }

    private void refuse(HttpRequest request, RefusedRequest refused) {
        part = Part.IGNORED;
        request.setDecoderResult(DecoderResult.failure(refused));
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) throws Exception {
        deadline.cancel();
        super.channelInactive(context);
    }

    @Override
    protected HttpMessage createMessage(String[] line) {
        HttpVersion version = HttpVersion.valueOf(line[2]);
        // Vert.x compares versions by identity; one in lower case is equal but not identical.
        if (version != HttpVersion.HTTP_1_1 && version != HttpVersion.HTTP_1_0) {
            throw RefusedRequest.malformed("Only HTTP/1.1 and HTTP/1.0 are supported");
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
