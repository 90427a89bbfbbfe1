package io.podwatcher.attack.client;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.LastHttpContent;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;

/** Sends one HTTP/1.1 request after the other, each when the answer to the one before is complete; then it closes. */
final class AskingClient extends SimpleChannelInboundHandler<HttpObject> {

    private final Iterator<String> requests;
    private final Answers answers;

    AskingClient(Iterator<String> requests, Answers answers) {
        this.requests = requests;
        this.answers = answers;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        context.pipeline().addBefore(context.name(), "decoder", new HttpResponseDecoder());
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        askNext(context);
    }

    private void askNext(ChannelHandlerContext context) {
        if (requests.hasNext()) {
            context.writeAndFlush(Unpooled.copiedBuffer(requests.next(), StandardCharsets.ISO_8859_1));
        } else {
            context.close();
        }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, HttpObject part) {
        if (part instanceof HttpResponse response) {
            answers.status(response.status().code());
        }
        if (part instanceof LastHttpContent) {
            askNext(context);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        answers.event("closed");
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable reset) {
        context.close();
    }
}
