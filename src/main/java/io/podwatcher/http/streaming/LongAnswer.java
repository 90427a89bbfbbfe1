package io.podwatcher.http.streaming;

import io.netty.buffer.ByteBuf;
import io.podwatcher.http.connection.AcceptedConnection;
import io.podwatcher.http.connection.Buffers;
import io.podwatcher.http.connection.Connections;
import io.podwatcher.http.connection.request.RefusalMeters;
import io.podwatcher.http.exchange.InternalErrors;
import io.podwatcher.http.exchange.JsonReplies;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes one long answer as fast as its client reads: the next chunk is asked for when the kernel, or the window of the
 * HTTP/2 stream, has accepted the last one. A client that stops reading holds that one chunk, and is disconnected after
 * a timeout. On the event loop of its connection.
 */
public final class LongAnswer {

    private static final Logger log = LoggerFactory.getLogger(LongAnswer.class);

    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final LongAnswers all;
    private final Runnable onEnd;
    private final Runnable keptOpen;
    private boolean ended;

    /**
     * @param onEnd runs once, when the answer is complete or has failed
     */
    LongAnswer(HttpServerRequest request, LongAnswers all, Runnable onEnd) {
        this.request = request;
        this.response = request.response();
        this.all = all;
        this.onEnd = onEnd;
        this.keptOpen = AcceptedConnection.keepSending(request.connection());
    }

    void start(Consumer<LongAnswer> start) {
        if (clientGone()) {
            return;
        }
        try {
            start.accept(this);
        } catch (RuntimeException e) {
            broken(e);
        }
    }

    public HttpServerResponse response() {
        return response;
    }

    /** Whether the client has gone; then the answer has ended. */
    public boolean clientGone() {
        if (response.closed()) {
            ended();
        }
        return ended;
    }

    /**
     * Sends a chunk of the body.
     *
     * @param chunk is released here
     * @param then runs when the client has read enough of it to be sent more; not if it has gone
     */
    public void send(ByteBuf chunk, Runnable then) {
        Future<Void> sent = response.write(Buffers.wrap(chunk)).onComplete(taken -> chunk.release());
        if (sent.isComplete()) {
            sent(sent, then);
        } else {
            long timer = all.vertx().setTimer(all.limits().unreadTimeout().toMillis(), late -> disconnect());
            sent.onComplete(taken -> {
                all.vertx().cancelTimer(timer);
                sent(sent, then);
            });
        }
    }

    private void sent(Future<Void> sent, Runnable then) {
        if (sent.failed()) {
            ended();
            return;
        }
        all.loop()
                .pauseIfDue()
                .map(resumed -> {
                    if (!clientGone()) {
                        then.run();
                    }
                    return null;
                })
                .onFailure(this::broken);
    }

    private void disconnect() {
        if (!clientGone()) {
            ended();
            all.refusals().count(RefusalMeters.Refusal.ANSWER_NOT_READ);
            Connections.reset(request);
        }
    }

    /** Fails the answer because of a bug. */
    public void broken(Throwable bug) {
        ended();
        all.warnings().report(1, times -> log.error("{} long answers could not be written", times, bug));
        InternalErrors.answer(response);
    }

    /** Fails the answer, because the verticle that was asked has not replied. */
    public void fail(Throwable cause) {
        ended();
        all.warnings()
                .report(
                        1,
                        times -> log.warn(
                                "{} long answers were not started or completed: {}", times, cause.getMessage()));
        if (response.headWritten()) {
            // Too late for a status: a reset is an error to every client, while half a list would look complete.
            response.reset();
        } else {
            JsonReplies.overloaded(response);
        }
    }

    /** The answer is complete, or will not be sent: frees its slot. May be called more than once. */
    public void ended() {
        if (!ended) {
            ended = true;
            keptOpen.run();
            onEnd.run();
        }
    }
}
