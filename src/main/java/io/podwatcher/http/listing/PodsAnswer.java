package io.podwatcher.http.listing;

import io.podwatcher.http.exchange.JsonReplies;
import io.podwatcher.http.streaming.LongAnswer;
import io.podwatcher.messages.map.PageReply;
import io.podwatcher.messages.watch.WatchAge;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;

/**
 * Writes one {@code /pods} answer. A client that stops reading holds one chunk and references to the rest of a page. On
 * the event loop of its connection.
 */
final class PodsAnswer {

    private final LongAnswer answer;
    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final EntryChunks chunks = new EntryChunks();

    PodsAnswer(LongAnswer answer, HttpServerRequest request) {
        this.answer = answer;
        this.request = request;
        this.response = request.response();
    }

    /** Whether the client has gone; then the answer has ended. */
    boolean clientGone() {
        return answer.clientGone();
    }

    /** The number of entries written. */
    long count() {
        return chunks.entries();
    }

    /**
     * Checks the first page, and completes the answer if no entries are to be written.
     *
     * @return whether to write entries
     */
    boolean needsEntries(PageReply first) {
        if (!first.synced()) {
            answer.ended();
            JsonReplies.notSynced(response);
            return false;
        }
        if (request.method().equals(HttpMethod.HEAD)) {
            answer.ended();
            JsonReplies.start(fromMap(first.age()), 200).end();
            return false;
        }
        return true;
    }

    /**
     * Starts the body.
     *
     * @param age how old the map is, and its version
     */
    void start(WatchAge age) {
        JsonReplies.start(fromMap(age), 200).setChunked(true);
        response.write("{\"pods\":{");
    }

    private HttpServerResponse fromMap(WatchAge age) {
        return JsonReplies.fromMap(response, age.seconds(), age.version());
    }

    /** Writes entries, and runs {@code then} when the client has read them. */
    void write(List<PageReply.OwnedIp> entries, Runnable then) {
        if (entries.isEmpty()) {
            then.run();
            return;
        }
        int end = EntryChunks.nextChunkEnd(entries);
        answer.send(chunks.encode(entries.subList(0, end)), () -> write(entries.subList(end, entries.size()), then));
    }

    /**
     * Completes the answer.
     *
     * @param fields further fields of the answer, each after a comma
     */
    void end(String fields) {
        answer.ended();
        response.end("},\"count\":" + count() + fields + "}");
    }

    /** Fails the answer, because the cache has not replied. */
    void fail(Throwable cause) {
        answer.fail(cause);
    }
}
