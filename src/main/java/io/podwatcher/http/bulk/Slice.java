package io.podwatcher.http.bulk;

import io.netty.buffer.ByteBuf;
import io.podwatcher.memory.ExitingAllocator;
import io.podwatcher.messages.history.PastOwnersRequest;
import io.podwatcher.messages.lookup.LookupResult;
import io.podwatcher.model.IpAddress;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;

/**
 * Some questions of a bulk request that are looked up together, and what has been sent of their results. On the event
 * loop of its connection.
 */
final class Slice {

    /** The map answers these in about 0.2 ms, so other lookups wait no longer than that. */
    static final int MAX = 200;

    /** Large enough to fill network packets, small enough to hold one for each slow client. */
    private static final int CHUNK = 32 * 1024;

    private final BulkForm form;
    private final List<Item> items;
    private Iterator<LookupResult> found = Collections.emptyIterator();
    private Iterator<String> past = Collections.emptyIterator();
    private int next;

    /**
     * @param items at most {@link #MAX}
     */
    Slice(BulkForm form, List<Item> items) {
        this.form = form;
        this.items = items;
    }

    /** The IPs to look up in the map; fewer than items if some are none, or asked about for another moment than now. */
    List<IpAddress> ips() {
        return items.stream()
                .filter(Item::isOfNow)
                .map(item -> item.ip().orElseThrow())
                .toList();
    }

    /** Whether there are questions for the history. */
    boolean asksThePast() {
        return items.stream().anyMatch(Item::isOfThePast);
    }

    /** Those questions. */
    List<PastOwnersRequest.Question> questions() {
        return items.stream().filter(Item::isOfThePast).map(Slice::question).toList();
    }

    private static PastOwnersRequest.Question question(Item item) {
        return new PastOwnersRequest.Question(item.ip().orElseThrow(), item.at().orElseThrow());
    }

    /**
     * The map has answered.
     *
     * @param results one for each of {@link #ips}, in order
     */
    void found(List<LookupResult> results) {
        found = results.iterator();
    }

    /**
     * The history has answered.
     *
     * @param results one for each of {@link #questions}, in order: the fields of the result
     */
    void remembered(List<String> results) {
        past = results.iterator();
    }

    /** Whether all results have been encoded. */
    boolean isComplete() {
        return next == items.size();
    }

    /**
     * Encodes results until a chunk is full.
     *
     * @param first whether nothing precedes these
     * @return the chunk, off the heap as those of {@code /pods}, which the caller releases
     */
    ByteBuf encode(boolean first) {
        ByteBuf chunk = ExitingAllocator.INSTANCE.directBuffer(CHUNK);
        boolean isFirst = first;
        while (!isComplete() && chunk.readableBytes() < CHUNK) {
            Item item = items.get(next++);
            text(chunk, form.before(item, isFirst));
            if (item.isOfNow()) {
                result(chunk, found.next());
            } else if (item.isOfThePast()) {
                text(chunk, past.next());
            } else {
                reason(chunk, item.reason());
            }
            text(chunk, form.after());
            isFirst = false;
        }
        return chunk;
    }

    private static void result(ByteBuf chunk, LookupResult found) {
        if (found instanceof LookupResult.Owned owned) {
            text(chunk, "\"pod\":");
            chunk.writeBytes(owned.pod().json());
        } else if (found instanceof LookupResult.Refused refused) {
            reason(chunk, refused.code());
        } else {
            reason(chunk, LookupResult.Ambiguous.CODE);
        }
    }

    private static void reason(ByteBuf chunk, String reason) {
        text(chunk, "\"reason\":\"" + reason + "\"");
    }

    private static void text(ByteBuf chunk, String text) {
        chunk.writeCharSequence(text, StandardCharsets.UTF_8);
    }
}
