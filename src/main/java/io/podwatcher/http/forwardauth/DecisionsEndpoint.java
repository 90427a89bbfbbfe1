package io.podwatcher.http.forwardauth;

import io.podwatcher.http.connection.request.RefusalMeters;
import io.podwatcher.http.exchange.BadParameter;
import io.podwatcher.http.exchange.JsonReplies;
import io.podwatcher.http.exchange.LargeBody;
import io.podwatcher.http.exchange.QueryParameters;
import io.podwatcher.log.RateLimit;
import io.podwatcher.messages.BusAddresses;
import io.podwatcher.messages.decisions.DecisionsReply;
import io.podwatcher.messages.decisions.DecisionsRequest;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code GET /decisions?limit=}: who has called what, the last refusals, and the lines that would allow exactly that.
 * The decisions verticle encodes the answer. On the event loop of its HTTP verticle.
 */
public final class DecisionsEndpoint {

    public static final String PATH = "/decisions";

    private static final Logger log = LoggerFactory.getLogger(DecisionsEndpoint.class);

    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 1000;

    /** Answers in progress: each may hold some megabytes until its client has read them. */
    static final int MAX_RUNNING = 2;

    private final Vertx vertx;
    private final DeliveryOptions withinTimeout;
    private final Duration unreadTimeout;
    private final RefusalMeters refusals;
    private final RateLimit warnings = new RateLimit(1);
    private int running;

    /**
     * @param timeout how long the decisions verticle may take to reply
     * @param unreadTimeout how long a client may leave a part of its answer unread
     * @param refusals counts refused requests
     */
    public DecisionsEndpoint(Vertx vertx, Duration timeout, Duration unreadTimeout, RefusalMeters refusals) {
        this.vertx = vertx;
        this.withinTimeout = new DeliveryOptions(BusAddresses.LOCAL).setSendTimeout(timeout.toMillis());
        this.unreadTimeout = unreadTimeout;
        this.refusals = refusals;
    }

    /** Answers any GET or HEAD request; throws {@link BadParameter} if it is not understood. */
    public void handle(HttpServerRequest request) {
        DecisionsRequest asked = new DecisionsRequest(limit(request));
        if (running == MAX_RUNNING) {
            refusals.count(RefusalMeters.Refusal.TOO_MANY_LISTINGS);
            JsonReplies.overloaded(request.response());
            return;
        }
        running++;
        vertx.eventBus()
                .<DecisionsReply>request(BusAddresses.DECISIONS, asked, withinTimeout)
                .onSuccess(reply -> new LargeBody(request, vertx, unreadTimeout, refusals, () -> running--)
                        .send(reply.body().json()))
                .onFailure(failure -> {
                    running--;
                    warnings.report(
                            1,
                            times -> log.warn(
                                    "The decisions were not answered: {}{}",
                                    failure.getMessage(),
                                    RateLimit.leftOut(times)));
                    JsonReplies.overloaded(request.response());
                });
    }

    private static int limit(HttpServerRequest request) {
        return QueryParameters.one(request, "limit")
                .map(DecisionsEndpoint::number)
                .orElse(DEFAULT_LIMIT);
    }

    private static int number(String text) {
        int limit = text.matches("[0-9]{1,4}") ? Integer.parseInt(text) : 0;
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new BadParameter("invalid_limit", "The parameter limit is not a whole number from 1 to " + MAX_LIMIT);
        }
        return limit;
    }
}
