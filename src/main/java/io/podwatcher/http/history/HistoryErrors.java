package io.podwatcher.http.history;

import io.podwatcher.http.exchange.InternalErrors;
import io.podwatcher.http.exchange.JsonReplies;
import io.podwatcher.messages.history.HistoryFailure;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import io.vertx.core.http.HttpServerResponse;

/** Answers requests that the history verticle has not answered. On the event loop of one HTTP verticle. */
final class HistoryErrors {

    private final InternalErrors bugs = new InternalErrors();

    /**
     * Answers 503, or resets an answer that has been started.
     *
     * @param cause why there is no reply; anything but a failure of the bus is a bug
     */
    void answer(HttpServerResponse response, Throwable cause) {
        if (cause instanceof ReplyException reply) {
            InternalErrors.answer(response, () -> answer(response, reply));
        } else {
            bugs.report("A question about the past failed", cause);
            InternalErrors.answer(response);
        }
    }

    private static void answer(HttpServerResponse response, ReplyException reply) {
        if (reply.failureCode() == HistoryFailure.OVERLOADED) {
            JsonReplies.overloaded(response);
        } else {
            String why = reply.failureType() == ReplyFailure.RECIPIENT_FAILURE
                    ? reply.getMessage()
                    : "it has not answered in time";
            JsonReplies.error(response, 503, "history_unavailable", "The history cannot be read now: " + why);
        }
    }
}
