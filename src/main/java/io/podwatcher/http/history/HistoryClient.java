package io.podwatcher.http.history;

import io.podwatcher.messages.BusAddresses;
import io.podwatcher.messages.history.HistoryFailure;
import io.podwatcher.messages.history.IntervalsReply;
import io.podwatcher.messages.history.IntervalsRequest;
import io.podwatcher.messages.history.PastOwner;
import io.podwatcher.messages.history.PastOwnersReply;
import io.podwatcher.messages.history.PastOwnersRequest;
import io.vertx.core.Future;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import java.time.Duration;
import java.util.List;

/**
 * Asks the history verticle on behalf of one HTTP verticle, on its event loop. The answers come out of a database and
 * may take long, so the questions under way are bounded: single ones here, those of long answers by the slots of these.
 */
final class HistoryClient {

    /** Single questions under way. */
    static final int MAX_SINGLE = 64;

    private final EventBus bus;
    private final DeliveryOptions withinTimeout;
    private int single;

    /**
     * @param timeout how long the history verticle may take to reply
     */
    HistoryClient(EventBus bus, Duration timeout) {
        this.bus = bus;
        this.withinTimeout = new DeliveryOptions(BusAddresses.LOCAL).setSendTimeout(timeout.toMillis());
    }

    /** Asks one question; fails as the history verticle does when too many are under way. */
    Future<PastOwner> owner(PastOwnersRequest.Question question) {
        if (single == MAX_SINGLE) {
            return Future.failedFuture(new ReplyException(
                    ReplyFailure.RECIPIENT_FAILURE,
                    HistoryFailure.OVERLOADED,
                    MAX_SINGLE + " questions about the past are under way already"));
        }
        single++;
        return owners(List.of(question)).onComplete(replied -> single--).map(owners -> owners.get(0));
    }

    /** Asks several questions of a long answer. */
    Future<List<PastOwner>> owners(List<PastOwnersRequest.Question> questions) {
        return bus.<PastOwnersReply>request(BusAddresses.PAST_OWNERS, new PastOwnersRequest(questions), withinTimeout)
                .map(reply -> reply.body().owners());
    }

    /** Asks for a page of intervals, for a long answer. */
    Future<IntervalsReply> intervals(IntervalsRequest request) {
        return bus.<IntervalsReply>request(BusAddresses.INTERVALS, request, withinTimeout)
                .map(Message::body);
    }
}
