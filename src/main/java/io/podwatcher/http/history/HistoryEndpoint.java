package io.podwatcher.http.history;

import io.podwatcher.http.exchange.BadParameter;
import io.podwatcher.http.streaming.LongAnswers;
import io.podwatcher.messages.history.IntervalsRequest;
import io.vertx.core.http.HttpServerRequest;

/**
 * {@code GET /history}: the intervals of an IP, of the pods of a name, or of one pod. On the event loop of its HTTP
 * verticle.
 */
public final class HistoryEndpoint {

    public static final String PATH = "/history";

    /** At up to half a megabyte each, these take no more than 8 MB. */
    static final int MAX_RUNNING = 16;

    private final History history;
    private final LongAnswers answers;
    private int running;

    public HistoryEndpoint(History history, LongAnswers answers) {
        this.history = history;
        this.answers = answers;
    }

    /** Answers any GET or HEAD request; throws {@link BadParameter} if it is not understood. */
    public void handle(HttpServerRequest request) {
        IntervalsRequest asked = IntervalsQuery.read(request);
        if (running == MAX_RUNNING) {
            answers.refuse(request);
            return;
        }
        running++;
        // Takes a slot of the long answers only with the reply: a database that does not answer must hold none.
        history.client()
                .intervals(asked)
                .onSuccess(reply -> answers.start(
                        request, answer -> new IntervalsAnswer(reply, request, answer).start(), () -> running--))
                .onFailure(cause -> {
                    running--;
                    history.errors().answer(request.response(), cause);
                });
    }
}
