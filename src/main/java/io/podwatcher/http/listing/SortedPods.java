package io.podwatcher.http.listing;

import io.podwatcher.messages.map.PageReply;
import io.podwatcher.messages.watch.WatchAge;
import io.podwatcher.model.IpAddress;
import java.util.Arrays;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * One sorted {@code /pods} answer: walks over all that is asked for, page by page, and keeps no more of it than it will
 * give. On the event loop of its connection.
 */
final class SortedPods {

    private final Pages pages;
    private final PodsAnswer answer;
    private final PodsQuery query;
    private final PodOrder order;
    private final int limit;
    private final Optional<PodOrder.Place> after;

    /** The first ones behind the place, the last of them on top: the one to give up for one that comes before it. */
    private final PriorityQueue<PageReply.OwnedIp> kept;

    private long total;
    private long behind;

    /**
     * Of the page that was read first: the API server may have confirmed the map since, and what was read then is no
     * younger for it.
     */
    private WatchAge age = WatchAge.NONE;

    /**
     * @param limit how many entries to give at most
     * @param after the place to go on behind; empty for the start
     */
    SortedPods(
            Pages pages,
            PodsAnswer answer,
            PodsQuery query,
            PodOrder order,
            int limit,
            Optional<PodOrder.Place> after) {
        this.pages = pages;
        this.answer = answer;
        this.query = query;
        this.order = order;
        this.limit = limit;
        this.after = after;
        this.kept = new PriorityQueue<>(order.reversed());
    }

    void start() {
        ask(Optional.empty(), true);
    }

    private void ask(Optional<IpAddress> next, boolean first) {
        pages.ask(query.page(next, Integer.MAX_VALUE))
                .onSuccess(page -> take(page, first))
                .onFailure(answer::fail);
    }

    private void take(PageReply page, boolean first) {
        if (answer.clientGone() || first && !answer.wantsMoreThan(page)) {
            return;
        }
        if (first) {
            age = page.age();
        }
        page.entries().forEach(this::see);
        if (page.next().isPresent()) {
            ask(page.next(), false);
        } else {
            give();
        }
    }

    private void see(PageReply.OwnedIp entry) {
        total++;
        if (after.isPresent() && !order.isBehind(entry, after.get())) {
            return;
        }
        behind++;
        if (kept.size() < limit) {
            kept.add(entry);
        } else if (order.compare(entry, kept.peek()) < 0) {
            kept.poll();
            kept.add(entry);
        }
    }

    private void give() {
        PageReply.OwnedIp[] entries = new PageReply.OwnedIp[kept.size()];
        for (int i = entries.length - 1; i >= 0; i--) {
            entries[i] = kept.poll();
        }
        String token = behind > entries.length
                ? ",\"continue\":\"" + SortedToken.behind(order, order.place(entries[entries.length - 1])) + "\""
                : "";
        answer.begin(age.seconds());
        answer.write(Arrays.asList(entries), () -> answer.end(",\"total\":" + total + token));
    }
}
