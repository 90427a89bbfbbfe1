package io.podwatcher.http.listing;

import io.podwatcher.messages.map.PageReply;
import io.podwatcher.model.IpAddress;
import java.util.Optional;

/**
 * One {@code /pods} answer in the order of the map: the next page is asked for when the last is written. On the event
 * loop of its connection.
 */
final class PodsStream {

    private final Pages pages;
    private final PodsAnswer answer;
    private final PodsQuery query;
    private final long limit;

    /**
     * @param limit how many entries to write at most; 0 for all
     */
    PodsStream(Pages pages, PodsAnswer answer, PodsQuery query, long limit) {
        this.pages = pages;
        this.answer = answer;
        this.query = query;
        this.limit = limit == 0 ? Long.MAX_VALUE : limit;
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
        int most = (int) Math.min(limit - answer.count(), Integer.MAX_VALUE);
        pages.ask(query.page(after, most)).onSuccess(page -> take(page, first)).onFailure(answer::fail);
    }

    private void take(PageReply page, boolean first) {
        if (answer.clientGone() || first && !answer.wantsMoreThan(page)) {
            return;
        }
        if (first) {
            answer.begin(page.age().seconds());
        }
        answer.write(page.entries(), () -> written(page.next()));
    }

    private void written(Optional<IpAddress> next) {
        if (next.isPresent() && answer.count() < limit) {
            ask(next, false);
        } else {
            answer.end(next.map(ip -> ",\"continue\":\"" + ContinueToken.after(ip) + "\"")
                    .orElse(""));
        }
    }
}
