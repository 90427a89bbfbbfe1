package io.podwatcher.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.podwatcher.log.RateLimit;
import io.podwatcher.messages.PageReply;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.internal.buffer.BufferInternal;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes one {@code /pods} answer as fast as the client reads. A client that stops reading holds one chunk and references to
 * what it was about to get until the idle time-out. On the event loop of its connection.
 */
final class PodsAnswer {

    private static final Logger log = LoggerFactory.getLogger(PodsAnswer.class);

    /** Large enough to fill network packets, small enough to hold for a client that does not read. */
    private static final int CHUNK = 32 * 1024;

    private final HttpServerResponse response;
    private final boolean headOnly;
    private final RateLimit warnings;
    private long count;

    /**
     * @param warnings what the log may be told of listings that fail
     */
    PodsAnswer(HttpServerRequest request, RateLimit warnings) {
        this.response = request.response();
        this.headOnly = request.method().equals(HttpMethod.HEAD);
        this.warnings = warnings;
    }

    /** Whether the client has gone. */
    boolean isLeft() {
        return response.closed();
    }

    /** How many entries have been written. */
    long count() {
        return count;
    }

    /**
     * Looks at the first page, which may be all that there is to say.
     *
     * @return whether entries are asked for, and can be given
     */
    boolean wantsMoreThan(PageReply first) {
        if (!first.synced()) {
            Answers.notSynced(response);
            return false;
        }
        if (headOnly) {
            Answers.start(Answers.fromMap(response, first.age()), 200).end();
            return false;
        }
        return true;
    }

    /**
     * Begins it.
     *
     * @param age how old the map is, in seconds
     */
    void begin(long age) {
        Answers.start(Answers.fromMap(response, age), 200).setChunked(true);
        response.write("{\"pods\":{");
    }

    /** Writes entries, and goes on when the client has taken them. */
    void write(Iterator<PageReply.Entry> entries, Runnable goOn) {
        while (entries.hasNext()) {
            write(nextChunk(entries));
            if (response.writeQueueFull()) {
                response.drainHandler(drained -> {
                    response.drainHandler(null);
                    write(entries, goOn);
                });
                return;
            }
        }
        goOn.run();
    }

    /**
     * Ends it.
     *
     * @param more further fields of the answer, each after a comma
     */
    void end(String more) {
        response.end("},\"count\":" + count + more + "}");
    }

    private void write(ByteBuf chunk) {
        response.write(BufferInternal.buffer(chunk)).onComplete(written -> chunk.release());
    }

    /** Out of the heap: a list of all pods would fill the young generation dozens of times a second, and each collection holds up lookups. */
    private ByteBuf nextChunk(Iterator<PageReply.Entry> entries) {
        ByteBuf chunk = ByteBufAllocator.DEFAULT.directBuffer(2 * CHUNK);
        while (entries.hasNext() && chunk.readableBytes() < CHUNK) {
            PageReply.Entry entry = entries.next();
            chunk.writeCharSequence(count == 0 ? "\"" : ",\"", StandardCharsets.US_ASCII);
            chunk.writeCharSequence(entry.ip().toString(), StandardCharsets.US_ASCII);
            chunk.writeCharSequence("\":", StandardCharsets.US_ASCII);
            chunk.writeBytes(entry.owner().json());
            count++;
        }
        return chunk;
    }

    /** The cache has not answered. */
    void fail(Throwable cause) {
        warnings.say(1, all -> log.warn("{} listings were not answered by the cache: {}", all, cause.getMessage()));
        if (response.headWritten()) {
            // Too late for a status: a cut connection is an error to every client, half a list would look whole.
            response.reset();
        } else {
            Answers.overloaded(response);
        }
    }

    /** Too many others are under way. */
    void refuse() {
        Answers.overloaded(response);
    }
}
