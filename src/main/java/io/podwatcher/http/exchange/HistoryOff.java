package io.podwatcher.http.exchange;

import io.vertx.core.http.HttpServerResponse;

/** Answers questions about the past where no history is kept. On the event loop of the request. */
public final class HistoryOff {

    /** The reason code. */
    public static final String REASON = "history_off";

    public static final String ERROR = "No history is kept here; set HISTORY_URL to ask who had an IP in the past";

    private HistoryOff() {}

    public static void answer(HttpServerResponse response) {
        JsonReplies.error(response, 404, REASON, ERROR);
    }
}
