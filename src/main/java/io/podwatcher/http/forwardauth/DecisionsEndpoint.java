package io.podwatcher.http.forwardauth;

import io.netty.buffer.Unpooled;
import io.podwatcher.http.exchange.BadParameter;
import io.podwatcher.http.exchange.JsonReplies;
import io.podwatcher.http.exchange.QueryParameters;
import io.podwatcher.http.streaming.LongAnswer;
import io.podwatcher.http.streaming.LongAnswers;
import io.podwatcher.messages.BusAddresses;
import io.podwatcher.messages.decisions.DecisionsReply;
import io.podwatcher.messages.decisions.DecisionsRequest;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;

/**
 * {@code GET /decisions?limit=}: who has called what, the last refusals, and the lines that would allow exactly that.
 * The decisions verticle encodes the answer. On the event loop of its HTTP verticle.
 */
public final class DecisionsEndpoint {

    public static final String PATH = "/decisions";

    /** Answers in progress: each may hold some megabytes until its client has read them. */
    static final int MAX_RUNNING = 2;

    private final EventBus bus;
    private final DeliveryOptions withinTimeout;
    private final LongAnswers answers;
    private int running;

    /**
     * @param timeout how long the decisions verticle may take to reply
     */
    public DecisionsEndpoint(EventBus bus, Duration timeout, LongAnswers answers) {
        this.bus = bus;
        this.withinTimeout = new DeliveryOptions(BusAddresses.LOCAL).setSendTimeout(timeout.toMillis());
        this.answers = answers;
    }

    /** Answers any GET or HEAD request; throws {@link BadParameter} if it is not understood. */
    public void handle(HttpServerRequest request) {
        DecisionsRequest asked = new DecisionsRequest(QueryParameters.limit(request));
        if (running == MAX_RUNNING) {
            answers.refuse(request);
        } else {
            running++;
            answers.start(request, answer -> ask(asked, request, answer), () -> running--);
        }
    }

    private void ask(DecisionsRequest asked, HttpServerRequest request, LongAnswer answer) {
        bus.<DecisionsReply>request(BusAddresses.DECISIONS, asked, withinTimeout)
                .onFailure(answer::fail)
                .onSuccess(reply -> start(reply.body().json(), request, answer));
    }

    private static void start(List<byte[]> chunks, HttpServerRequest request, LongAnswer answer) {
        if (answer.clientGone()) {
            return;
        }
        int length = chunks.stream().mapToInt(chunk -> chunk.length).sum();
        JsonReplies.start(request.response(), 200).putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(length));
        send(request.method().equals(HttpMethod.HEAD) ? Collections.emptyIterator() : chunks.iterator(), answer);
    }

    private static void send(Iterator<byte[]> chunks, LongAnswer answer) {
        if (chunks.hasNext()) {
            answer.send(Unpooled.wrappedBuffer(chunks.next()), () -> send(chunks, answer));
        } else {
            answer.ended();
            answer.response().end();
        }
    }
}
