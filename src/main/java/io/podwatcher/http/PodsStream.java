package io.podwatcher.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.podwatcher.address.IpAddress;
import io.podwatcher.log.RateLimit;
import io.podwatcher.messages.Addresses;
import io.podwatcher.messages.PageReply;
import io.podwatcher.messages.PageRequest;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.internal.buffer.BufferInternal;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes one {@code /pods} answer, page after page, as fast as the client reads: the next page is asked for when the last
 * is written. A client that stops reading holds one chunk and references to one page until the idle time-out. On the event
 * loop of its connection.
 */
final class PodsStream {

    private static final Logger log = LoggerFactory.getLogger(PodsStream.class);

    /** Large enough to fill network packets, small enough to hold for a client that does not read. */
    private static final int CHUNK = 32 * 1024;

    private final EventBus bus;
    private final DeliveryOptions withinPatience;
    private final HttpServerResponse response;
    private final PageRequest.Filter filter;
    private final boolean headOnly;
    private final long limit;
    private final RateLimit warnings;
    private long count;

    /**
     * @param limit how many entries to write at most; 0 for all
     * @param warnings what the log may be told of listings that fail
     */
    PodsStream(
            EventBus bus,
            DeliveryOptions withinPatience,
            HttpServerRequest request,
            PageRequest.Filter filter,
            long limit,
            RateLimit warnings) {
        this.bus = bus;
        this.withinPatience = withinPatience;
        this.response = request.response();
        this.headOnly = request.method().equals(HttpMethod.HEAD);
        this.filter = filter;
        this.limit = limit == 0 ? Long.MAX_VALUE : limit;
        this.warnings = warnings;
    }

    /**
     * Begins the answer.
     *
     * @param after the IP to go on behind; empty for the start of the map
     */
    void start(Optional<IpAddress> after) {
        ask(after, true);
    }

    private void ask(Optional<IpAddress> after, boolean first) {
        int most = (int) Math.min(limit - count, Integer.MAX_VALUE);
        bus.<PageReply>request(Addresses.PAGE, new PageRequest(filter, after, most), withinPatience)
                .onSuccess(reply -> take(reply.body(), first))
                .onFailure(this::fail);
    }

    private void take(PageReply page, boolean first) {
        if (response.closed()) {
            return;
        }
        if (first && !page.synced()) {
            Answers.notSynced(response);
            return;
        }
        if (first && headOnly) {
            Answers.start(Answers.fromMap(response, page.age()), 200).end();
            return;
        }
        if (first) {
            Answers.start(Answers.fromMap(response, page.age()), 200).setChunked(true);
            response.write("{\"pods\":{");
        }
        write(page, page.entries().iterator());
    }

    private void write(PageReply page, Iterator<PageReply.Entry> entries) {
        while (entries.hasNext()) {
            write(nextChunk(entries));
            if (response.writeQueueFull()) {
                response.drainHandler(drained -> {
                    response.drainHandler(null);
                    write(page, entries);
                });
                return;
            }
        }
        if (page.next().isPresent() && count < limit) {
            ask(page.next(), false);
        } else {
            end(page.next());
        }
    }

    private void end(Optional<IpAddress> next) {
        String token = next.map(ip -> ",\"continue\":\"" + ContinueToken.after(ip) + "\"")
                .orElse("");
        response.end("},\"count\":" + count + token + "}");
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

    private void fail(Throwable cause) {
        warnings.say(1, all -> log.warn("{} listings were not answered by the cache: {}", all, cause.getMessage()));
        if (response.headWritten()) {
            // Too late for a status: a cut connection is an error to every client, half a list would look whole.
            response.reset();
        } else {
            Answers.overloaded(response);
        }
    }
}
