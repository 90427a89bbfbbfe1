package io.podwatcher.http.connection.request;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.podwatcher.http.connection.request.RefusalMeters.Refusal;
import java.util.List;
import java.util.function.Predicate;

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
        /** Dropped. */
        BODY,
        /** Passed on: its endpoint reads it, limits it, and notices a client that stops sending. */
        READ_BODY,
        /** Ignored: a request was refused, or its body was too long. */
        IGNORED
    }

    private final HostRule hosts;
    private final Predicate<HttpRequest> readsBody;
    private final RefusalMeters refusals;
    private final MessageDeadline deadline;
    private final HeadLines lines = new HeadLines();
    private Part part = Part.HEAD;
    private int bodyBytes;

    /**
     * @param readsBody whether the endpoint of a request reads its body
     */
    public RequestDecoder(
            ReceiveLimits limits,
            HostRule hosts,
            Predicate<HttpRequest> readsBody,
            RequestBacklog backlog,
            RefusalMeters refusals) {
        super(backlog);
        this.hosts = hosts;
        this.readsBody = readsBody;
        this.refusals = refusals;
        this.deadline = new MessageDeadline(limits.messageTimeout(), this::expired);
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) throws Exception {
        switch (part) {
            case HEAD -> decodeHead(context, in, out);
            case BODY -> decodeBody(context, in, out);
            case READ_BODY -> decodeReadBody(context, in, out);
            case IGNORED -> in.skipBytes(in.readableBytes());
        }
    }

    private void decodeHead(ChannelHandlerContext context, ByteBuf in, List<Object> out) throws Exception {
        if (pauseUnless(!backlog.isFull())) {
            return;
        }
        try {
            if (!lines.needDecoding(in)) {
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
            refuse(request, RefusedRequest.tooMuchHeld());
        } else if (!(out.get(out.size() - 1) instanceof LastHttpContent)) {
            part = readsBody.test(request) ? Part.READ_BODY : Part.BODY;
            bodyBytes = 0;
        }
    }

    private void decodeBody(ChannelHandlerContext context, ByteBuf in, List<Object> out) throws Exception {
        int before = out.size();
        bodyBytes += decodeStep(context, in, out);
        BodyContents.drop(out.subList(before, out.size()));
        if (bodyBytes > ReceiveLimits.MAX_BODY && part == Part.BODY) {
            abandonBody();
        }
    }

    /** Decodes nothing before the answers to all earlier requests: Vert.x would put the contents into a queue. */
    private void decodeReadBody(ChannelHandlerContext context, ByteBuf in, List<Object> out) throws Exception {
        if (backlog.isEmpty()) {
            // Answered during a pause.
            abandonBody();
        } else if (!pauseUnless(backlog.hasOne())) {
            decodeStep(context, in, out);
        }
    }

    /** Decodes the next step of a body, and returns how many bytes that took. */
    private int decodeStep(ChannelHandlerContext context, ByteBuf in, List<Object> out) throws Exception {
        ByteBuf step = in.slice(in.readerIndex(), Math.min(in.readableBytes(), BODY_STEP));
        int before = out.size();
        super.decode(context, step, out);
        in.skipBytes(step.readerIndex());
        if (out.size() > before && out.get(out.size() - 1) instanceof LastHttpContent end) {
            deadline.complete();
            part = end.decoderResult().isSuccess() ? Part.HEAD : Part.IGNORED;
        } else if (step.readableBytes() == BODY_STEP) {
            abandonBody();
        }
        return step.readerIndex();
    }

    /** Stops reading: the request is still answered, and nothing after it is read. */
    private void abandonBody() {
        part = Part.IGNORED;
        refusals.count(Refusal.BODY_NOT_READ);
        context().fireUserEventTriggered(LastAnswers.Close.WHEN_ANSWERED);
    }

    @Override
    boolean mayResume() {
        return part == Part.READ_BODY ? backlog.hasOne() : backlog.isHalfEmpty();
    }

    @Override
    void settle(int undecodedBytes, int bufferBytes) {
        if (part == Part.READ_BODY && backlog.isEmpty()) {
            // Answered before its end, so the rest is not read.
            abandonBody();
        }
        if (part == Part.BODY || part == Part.HEAD && !isPaused() && (undecodedBytes > 0 || lines.started())) {
            deadline.unfinished(context());
        }
        if (!backlog.holds(bufferBytes) && part != Part.IGNORED) {
            passOn(unread(RefusedRequest.tooMuchHeld()));
        }
    }

    private void expired() {
        if (part == Part.BODY) {
            abandonBody();
        } else if (part == Part.HEAD) {
            passOn(unread(RefusedRequest.timeout()));
        }
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
}
