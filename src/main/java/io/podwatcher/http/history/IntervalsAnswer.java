package io.podwatcher.http.history;

import io.netty.buffer.Unpooled;
import io.podwatcher.http.exchange.JsonReplies;
import io.podwatcher.http.streaming.LongAnswer;
import io.podwatcher.messages.history.IntervalsReply;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** Writes one page of intervals, encoded part by part as its client reads. On the event loop of its connection. */
final class IntervalsAnswer {

    /** Large enough to fill network packets, small enough to hold one for each slow client. */
    private static final int CHUNK = 32 * 1024;

    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final LongAnswer answer;
    private final Iterator<Supplier<String>> parts;

    IntervalsAnswer(IntervalsReply reply, HttpServerRequest request, LongAnswer answer) {
        this.request = request;
        this.response = request.response();
        this.answer = answer;
        String end = reply.next()
                .map(next -> "],\"continue\":\"" + IntervalToken.after(next) + "\"}")
                .orElse("]}");
        List<Supplier<String>> all = new ArrayList<>();
        all.add(() -> "{\"intervals\":[");
        add(all, reply.intervals(), PastJson::interval);
        all.add(() -> "],\"coverage\":[");
        add(all, reply.coverage(), PastJson::range);
        all.add(() -> end);
        this.parts = all.iterator();
    }

    private static <T> void add(List<Supplier<String>> parts, List<T> entries, Function<T, JsonObject> json) {
        for (int i = 0; i < entries.size(); i++) {
            String separator = i == 0 ? "" : ",";
            T entry = entries.get(i);
            parts.add(() -> separator + json.apply(entry).encode());
        }
    }

    void start() {
        JsonReplies.start(response, 200);
        if (request.method().equals(HttpMethod.HEAD)) {
            answer.ended();
            response.end();
        } else {
            response.setChunked(true);
            send();
        }
    }

    private void send() {
        if (!parts.hasNext()) {
            answer.ended();
            response.end();
            return;
        }
        StringBuilder chunk = new StringBuilder();
        while (parts.hasNext() && chunk.length() < CHUNK) {
            chunk.append(parts.next().get());
        }
        answer.send(Unpooled.wrappedBuffer(chunk.toString().getBytes(StandardCharsets.UTF_8)), this::send);
    }
}
