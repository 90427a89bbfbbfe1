package io.podwatcher.http.bulk;

import io.netty.buffer.ByteBuf;
import io.podwatcher.http.connection.Connections;
import io.podwatcher.http.exchange.BadParameter;
import io.podwatcher.http.exchange.HistoryOff;
import io.podwatcher.http.exchange.JsonReplies;
import io.podwatcher.http.streaming.LongAnswer;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * One bulk request: reads questions, looks some of them up, sends their results, and reads on only then, so that it
 * holds no more than one part of the body and one slice of results, however long both are. On the event loop of its
 * connection.
 */
final class BulkAnswer {

    private final Vertx vertx;
    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final LongAnswer answer;
    private final BulkForm form;
    private final Sources sources;
    private final Duration silence;
    private long timer;

    BulkAnswer(
            Vertx vertx,
            HttpServerRequest request,
            LongAnswer answer,
            BulkForm form,
            Sources sources,
            Duration silence) {
        this.vertx = vertx;
        this.request = request;
        this.response = request.response();
        this.answer = answer;
        this.form = form;
        this.sources = sources;
        this.silence = silence;
    }

    void start() {
        request.exceptionHandler(gone -> leave());
        request.handler(this::received);
        request.endHandler(complete -> complete());
        if (request.headers().contains(HttpHeaders.EXPECT)) {
            response.writeContinue();
        }
        readOn();
    }

    private void readOn() {
        timer = vertx.setTimer(silence.toMillis(), late -> silent());
        request.resume();
    }

    private void received(Buffer part) {
        vertx.cancelTimer(timer);
        request.pause();
        answer(() -> lookUp(form.read(part.getBytes()), this::readOn));
    }

    private void complete() {
        vertx.cancelTimer(timer);
        answer(() -> lookUp(form.end(), this::end));
    }

    private void answer(Runnable part) {
        try {
            part.run();
        } catch (BadParameter e) {
            refuse(e);
        } catch (RuntimeException e) {
            answer.broken(e);
        }
    }

    private void lookUp(Iterator<Item> items, Runnable then) {
        List<Item> next = new ArrayList<>();
        while (next.size() < Slice.MAX && items.hasNext()) {
            next.add(items.next());
        }
        if (next.isEmpty()) {
            then.run();
            return;
        }
        Slice slice = new Slice(form, next);
        Runnable rest = () -> lookUp(items, then);
        new SliceLookup(sources, slice, answer, () -> send(slice, rest)).start();
    }

    private void send(Slice slice, Runnable then) {
        boolean first = !response.headWritten();
        begin();
        ByteBuf chunk = slice.encode(first);
        answer.send(chunk, slice.isComplete() ? then : () -> send(slice, then));
    }

    private void begin() {
        if (!response.headWritten()) {
            response.putHeader(HttpHeaders.CONTENT_TYPE, form.contentType()).setChunked(true);
            response.write(form.beforeAll());
        }
    }

    private void end() {
        begin();
        answer.ended();
        response.end(form.afterAll());
    }

    private void refuse(BadParameter bad) {
        answer.ended();
        int status = bad.reason().equals(HistoryOff.REASON) ? 404 : 400;
        JsonReplies.error(response, status, bad.reason(), bad.getMessage());
    }

    /** The client has sent nothing for too long, and its body is not complete. */
    private void silent() {
        leave();
        Connections.reset(request);
    }

    private void leave() {
        vertx.cancelTimer(timer);
        answer.ended();
    }
}
