package io.podwatcher.http.listing;

import io.netty.buffer.ByteBuf;
import io.podwatcher.http.connection.AcceptedConnection;
import io.podwatcher.http.connection.Buffers;
import io.podwatcher.http.connection.Connections;
import io.podwatcher.http.connection.request.RefusalMeters;
import io.podwatcher.http.exchange.JsonReplies;
import io.podwatcher.messages.map.PageReply;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes one {@code /pods} answer as fast as its client reads: the next chunk is encoded when the kernel, or the window
 * of the HTTP/2 stream, has accepted the last one. A client that stops reading holds that one chunk and references to
 * the rest of a page, and is disconnected after a timeout. On the event loop of its connection.
 */
final class PodsAnswer {

    private static final Logger log = LoggerFactory.getLogger(PodsAnswer.class);

    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final ListingContext context;
    private final Runnable onEnd;
    private final EntryChunks chunks = new EntryChunks();
    private Runnable keptOpen = () -> {};
    private boolean ended;

    /**
     * @param onEnd runs once, when the answer is complete or has failed
     */
    PodsAnswer(HttpServerRequest request, ListingContext context, Runnable onEnd) {
        this.request = request;
        this.response = request.response();
        this.context = context;
        this.onEnd = onEnd;
    }

    /** Starts the listing, unless the client has gone while it waited; then the answer has ended. */
    void start(Runnable listing) {
        keptOpen = AcceptedConnection.keepSending(request.connection());
        if (!clientGone()) {
            listing.run();
        }
    }

    /** Whether the client has gone; then the answer has ended. */
    boolean clientGone() {
        if (response.closed()) {
            ended();
        }
        return ended;
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
            ended();
            JsonReplies.notSynced(response);
            return false;
        }
        if (request.method().equals(HttpMethod.HEAD)) {
            ended();
            JsonReplies.start(JsonReplies.fromMap(response, first.age().seconds()), 200)
                    .end();
            return false;
        }
        return true;
    }

    /**
     * Starts the body.
     *
     * @param age how old the map is, in seconds
     */
    void start(long age) {
        JsonReplies.start(JsonReplies.fromMap(response, age), 200).setChunked(true);
        response.write("{\"pods\":{");
    }

    /** Writes entries, and runs {@code then} when the client has read them. */
    void write(List<PageReply.OwnedIp> entries, Runnable then) {
        if (entries.isEmpty()) {
            then.run();
            return;
        }
        int end = EntryChunks.nextChunkEnd(entries);
        send(chunks.encode(entries.subList(0, end)), () -> write(entries.subList(end, entries.size()), then));
    }

    private void send(ByteBuf chunk, Runnable then) {
        Future<Void> sent = response.write(Buffers.wrap(chunk)).onComplete(taken -> chunk.release());
        if (sent.isComplete()) {
            sent(sent, then);
        } else {
            long timer = context.vertx().setTimer(context.unreadTimeout().toMillis(), late -> disconnect());
            sent.onComplete(taken -> {
                context.vertx().cancelTimer(timer);
                sent(sent, then);
            });
        }
    }

    private void sent(Future<Void> sent, Runnable then) {
        if (sent.failed()) {
            ended();
            return;
        }
        context.pages()
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
            context.refusals().count(RefusalMeters.Refusal.ANSWER_NOT_READ);
            Connections.reset(request);
        }
    }

    private void broken(Throwable bug) {
        ended();
        context.warnings().report(1, times -> log.error("{} listings could not be written", times, bug));
        response.reset();
    }

    /**
     * Completes the answer.
     *
     * @param fields further fields of the answer, each after a comma
     */
    void end(String fields) {
        ended();
        response.end("},\"count\":" + count() + fields + "}");
    }

    /** Fails the answer, because the cache has not replied. */
    void fail(Throwable cause) {
        ended();
        context.warnings()
                .report(1, all -> log.warn("{} listings were not answered by the cache: {}", all, cause.getMessage()));
        if (response.headWritten()) {
            // Too late for a status: a reset is an error to every client, while half a list would look complete.
            response.reset();
        } else {
            JsonReplies.overloaded(response);
        }
    }

    private void ended() {
        if (!ended) {
            ended = true;
            keptOpen.run();
            onEnd.run();
        }
    }
}
