package io.podwatcher.http.listing;

import io.podwatcher.messages.map.PageReply;
import io.podwatcher.messages.watch.WatchAge;
import io.podwatcher.model.IpAddress;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * One sorted {@code /pods} answer: reads all selected entries, page by page, and keeps only as many as it will write.
 * On the event loop of its connection.
 */
final class SortedPods {

    private final Pages pages;
    private final PodsAnswer answer;
    private final PodsQuery query;
    private final PodOrder order;
    private final int limit;
    private final Optional<PodOrder.SortCursor> after;

    /**
     * The first entries after the cursor. The last of them is on top, to be replaced by an entry that sorts before it.
     */
    private final PriorityQueue<Placed> kept;

    private long total;
    private long matching;

    /** The age of the first page: a later confirmation of the map does not apply to the pages already read. */
    private WatchAge age = WatchAge.NONE;

    /**
     * @param limit the maximum number of entries
     * @param after the position to continue after; empty for the start
     */
    SortedPods(
            Pages pages,
            PodsAnswer answer,
            PodsQuery query,
            PodOrder order,
            int limit,
            Optional<PodOrder.SortCursor> after) {
        this.pages = pages;
        this.answer = answer;
        this.query = query;
        this.order = order;
        this.limit = limit;
        this.after = after;
        this.kept = new PriorityQueue<>(Comparator.comparing(Placed::cursor, order.reversed()));
    }

    /** An entry, and its position in the order, which may have taken some parsing. */
    private record Placed(PodOrder.SortCursor cursor, PageReply.OwnedIp entry) {}

    void start() {
        ask(Optional.empty(), true);
    }

    private void ask(Optional<IpAddress> next, boolean first) {
        pages.ask(query.page(next, Integer.MAX_VALUE))
                .onSuccess(page -> receive(page, first))
                .onFailure(answer::fail);
    }

    private void receive(PageReply page, boolean first) {
        if (answer.clientGone() || first && !answer.needsEntries(page)) {
            return;
        }
        if (first) {
            age = page.age();
        }
        page.entries().forEach(this::add);
        if (page.next().isPresent()) {
            ask(page.next(), false);
        } else {
            write();
        }
    }

    private void add(PageReply.OwnedIp entry) {
        total++;
        PodOrder.SortCursor cursor = order.cursor(entry);
        if (after.isPresent() && order.compare(cursor, after.get()) <= 0) {
            return;
        }
        matching++;
        if (kept.size() < limit) {
            kept.add(new Placed(cursor, entry));
        } else if (order.compare(cursor, kept.peek().cursor()) < 0) {
            kept.poll();
            kept.add(new Placed(cursor, entry));
        }
    }

    private void write() {
        Placed[] placed = new Placed[kept.size()];
        for (int i = placed.length - 1; i >= 0; i--) {
            placed[i] = kept.poll();
        }
        String token = matching > placed.length
                ? ",\"continue\":\"" + SortedToken.after(order, placed[placed.length - 1].cursor()) + "\""
                : "";
        answer.start(age);
        answer.write(
                Arrays.stream(placed).map(Placed::entry).toList(), () -> answer.end(",\"total\":" + total + token));
    }
}
