package io.podwatcher.http;

import io.podwatcher.address.IpAddress;
import io.podwatcher.messages.Addresses;
import io.podwatcher.messages.PageReply;
import io.podwatcher.messages.PageRequest;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.http.HttpServerResponse;
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
    private final HttpServerResponse response;
    private final Optional<String> namespace;
    private long count;

    PodsStream(EventBus bus, HttpServerResponse response, Optional<String> namespace) {
        this.bus = bus;
        this.response = response;
        this.namespace = namespace;
    }

    void start() {
        ask(Optional.empty());
    }

    private void ask(Optional<IpAddress> after) {
        bus.<PageReply>request(Addresses.PAGE, new PageRequest(namespace, after), Addresses.LOCAL)
                .onSuccess(reply -> take(reply.body(), after.isEmpty()))
                .onFailure(this::fail);
    }

    private void take(PageReply page, boolean first) {
        if (first && !page.synced()) {
            Answers.notSynced(response);
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
            if (response.closed()) {
                return;
            }
            response.write(nextChunk(entries));
            if (response.writeQueueFull()) {
                response.drainHandler(drained -> {
                    response.drainHandler(null);
                    write(page, entries);
                });
                return;
            }
        }
        if (page.more()) {
            ask(Optional.of(page.entries().get(page.entries().size() - 1).ip()));
        } else {
            response.end("},\"count\":" + count + "}");
        }
    }

    private Buffer nextChunk(Iterator<PageReply.Entry> entries) {
        Buffer chunk = Buffer.buffer(CHUNK);
        while (entries.hasNext() && chunk.length() < CHUNK) {
            PageReply.Entry entry = entries.next();
            chunk.appendString(count == 0 ? "\"" : ",\"")
                    .appendString(entry.ip().toString())
                    .appendString("\":")
                    .appendBytes(entry.owner().json());
            count++;
        }
        return chunk;
    }

    private void fail(Throwable cause) {
        log.warn("A listing was not answered by the cache: {}", cause.getMessage());
        if (response.headWritten()) {
            // Too late for a status: a cut connection is an error to every client, half a list would look whole.
            response.reset();
        } else {
            Answers.overloaded(response);
        }
    }
}
