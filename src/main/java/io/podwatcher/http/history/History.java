package io.podwatcher.http.history;

import io.vertx.core.eventbus.EventBus;
import java.time.Duration;

/**
 * The history as all endpoints of one HTTP verticle ask it. On its event loop.
 *
 * @param client asks the history verticle
 * @param moments reads the moments that clients ask about
 * @param errors answers requests that get no reply
 */
public record History(HistoryClient client, Moments moments, HistoryErrors errors) {

    /**
     * @param timeout how long the history verticle may take to reply
     */
    public static History of(HistoryOptions options, EventBus bus, Duration timeout) {
        return new History(new HistoryClient(bus, timeout), new Moments(options), new HistoryErrors());
    }
}
