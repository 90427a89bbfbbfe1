package io.podwatcher.history.past;

import io.podwatcher.history.store.PastReader;
import io.podwatcher.history.store.Problems;
import io.podwatcher.log.RateLimit;
import io.podwatcher.messages.BusAddresses;
import io.podwatcher.messages.history.HistoryFailure;
import io.podwatcher.messages.history.IntervalsReply;
import io.podwatcher.messages.history.IntervalsRequest;
import io.podwatcher.messages.history.PastOwner;
import io.podwatcher.messages.history.PastOwnersReply;
import io.podwatcher.messages.history.PastOwnersRequest;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers questions about the past, several at a time, on other threads than the one that writes. On the context of the
 * history verticle.
 */
public final class PastQuestions {

    /** The maximum number of requests that are answered or wait. */
    private static final int MAX = 64;

    private static final Logger log = LoggerFactory.getLogger(PastQuestions.class);

    private final Vertx vertx;
    private final PastReader reader;
    private final RateLimit warnings = new RateLimit(3);
    private int asked;

    public PastQuestions(Vertx vertx, PastReader reader) {
        this.vertx = vertx;
        this.reader = reader;
    }

    /** Receives questions from now on; called once, when there are tables that can be asked. */
    public void consume() {
        vertx.eventBus()
                .<PastOwnersRequest>localConsumer(
                        BusAddresses.PAST_OWNERS, message -> answer(message, () -> owners(message.body())));
        vertx.eventBus()
                .<IntervalsRequest>localConsumer(
                        BusAddresses.INTERVALS, message -> answer(message, () -> intervals(message.body())));
    }

    private void answer(Message<?> question, Callable<?> answer) {
        if (asked >= MAX) {
            question.fail(HistoryFailure.OVERLOADED, "too many questions about the past wait already");
            return;
        }
        asked++;
        vertx.executeBlocking(answer, false).onComplete(done -> {
            asked--;
            if (done.succeeded()) {
                question.reply(done.result(), BusAddresses.LOCAL);
            } else {
                String problem = Problems.message(done.cause());
                warnings.report(
                        1,
                        times -> log.warn(
                                "A question about the past was not answered: {}{}", problem, RateLimit.leftOut(times)));
                question.fail(HistoryFailure.UNAVAILABLE, problem);
            }
        });
    }

    private PastOwnersReply owners(PastOwnersRequest request) {
        return reader.evidence(request.questions(), answered -> {
            List<PastOwner> owners = new ArrayList<>();
            for (int i = 0; i < request.questions().size(); i++) {
                owners.add(PastRules.decide(
                        answered.evidence().get(i), request.questions().get(i).at(), answered.recordings()));
            }
            return new PastOwnersReply(owners);
        });
    }

    private IntervalsReply intervals(IntervalsRequest request) {
        return Intervals.reply(reader.page(request), request);
    }
}
