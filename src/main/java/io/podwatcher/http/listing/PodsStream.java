package io.podwatcher.http.listing;

import io.podwatcher.messages.map.PageReply;
import io.podwatcher.model.IpAddress;
import java.util.Optional;

/**
 * One {@code /pods} answer in the order of the map: the next page is requested when the last has been written. On the
 * event loop of its connection.
 */
final class PodsStream {

    private final Pages pages;
    private final PodsAnswer answer;
    private final PodsQuery query;
    private final long limit;

    /**
     * @param limit the maximum number of entries; 0 for all
     */
    PodsStream(Pages pages, PodsAnswer answer, PodsQuery query, long limit) {
        this.pages = pages;
        this.answer = answer;
        this.query = query;
        this.limit = limit == 0 ? Long.MAX_VALUE : limit;
    }

    /**
     * Starts the answer.
     *
     * @param after the IP to continue after; empty for the start of the map
     */
    void start(Optional<IpAddress> after) {
        request(after, true);
    }

    private void request(Optional<IpAddress> after, boolean first) {
        int max = (int) Math.min(limit - answer.count(), Integer.MAX_VALUE);
        pages.ask(query.page(after, max))
                .onSuccess(page -> receive(page, first))
                .onFailure(answer::fail);
    }

    private void receive(PageReply page, boolean first) {
        if (answer.clientGone() || first && !answer.needsEntries(page)) {
            return;
        }
        if (first) {
            answer.start(page.age());
        }
        answer.write(page.entries(), () -> written(page.next()));
    }

    private void written(Optional<IpAddress> next) {
        if (next.isPresent() && answer.count() < limit) {
            request(next, false);
        } else {
            answer.end(next.map(ip -> ",\"continue\":\"" + ContinueToken.after(ip) + "\"")
                    .orElse(""));
        }
    }
}
