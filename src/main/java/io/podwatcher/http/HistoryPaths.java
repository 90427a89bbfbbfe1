package io.podwatcher.http;

import io.podwatcher.http.exchange.BadParameter;
import io.podwatcher.http.exchange.HistoryOff;
import io.podwatcher.http.exchange.QueryParameters;
import io.podwatcher.http.history.History;
import io.podwatcher.http.history.HistoryEndpoint;
import io.podwatcher.http.history.PastLookups;
import io.podwatcher.http.history.PastPodEndpoint;
import io.podwatcher.http.history.RecordingState;
import io.podwatcher.http.lookup.ClientCheck;
import io.podwatcher.http.lookup.PodEndpoint;
import io.podwatcher.http.streaming.LongAnswers;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Optional;

/**
 * What is answered only with HISTORY_URL, 404 otherwise. Written without lambdas, each of which would load the classes
 * of its parameters, and these are to be loaded only with a history. On the event loop of one HTTP verticle.
 *
 * @param pod GET /pod?ip=&at=; empty, as all others, without a history
 * @param intervals GET /history
 * @param lookups the questions about the past of POST /lookup
 * @param state the state of recording, for /ready
 */
record HistoryPaths(
        Optional<PastPodEndpoint> pod,
        Optional<HistoryEndpoint> intervals,
        Optional<PastLookups> lookups,
        Optional<RecordingState> state) {

    /** The paths without a history. */
    static final HistoryPaths OFF =
            new HistoryPaths(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /**
     * @param timeout how long the history verticle may take to reply: longer than others, because it reads a database
     */
    static HistoryPaths of(
            AnswerOptions answers, EventBus bus, Duration timeout, ClientCheck clients, LongAnswers longAnswers) {
        if (answers.history().isEmpty()) {
            return OFF;
        }
        History history = History.of(answers.history().get(), bus, timeout);
        return new HistoryPaths(
                Optional.of(new PastPodEndpoint(history, clients)),
                Optional.of(new HistoryEndpoint(history, longAnswers)),
                Optional.of(new PastLookups(history)),
                Optional.of(RecordingState.overBus(bus)));
    }

    /** Answers /pod, with {@code at} by the history, otherwise by the map. */
    void answerPod(HttpServerRequest request, PodEndpoint now, ClientCheck clients) {
        if (!asksThePast(request)) {
            now.handle(request);
        } else if (pod.isPresent()) {
            pod.get().handle(request);
        } else {
            clients.ifAllowed(request, () -> HistoryOff.answer(request.response()));
        }
    }

    /** A malformed query does not: it is refused as one about now. */
    private static boolean asksThePast(HttpServerRequest request) {
        try {
            return !QueryParameters.all(request, "at").isEmpty();
        } catch (BadParameter malformed) {
            return false;
        }
    }

    /** Answers /history. */
    void answerIntervals(HttpServerRequest request) {
        if (intervals.isPresent()) {
            intervals.get().handle(request);
        } else {
            HistoryOff.answer(request.response());
        }
    }
}
