package io.podwatcher.http.streaming;

import io.micrometer.core.instrument.MeterRegistry;
import io.podwatcher.http.connection.request.RefusalMeters;
import io.podwatcher.http.exchange.JsonReplies;
import io.podwatcher.log.RateLimit;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.Consumer;

/** Starts the long answers of one HTTP verticle, within their limits. On its event loop. */
public final class LongAnswers {

    private final Vertx vertx;
    private final AnswerLimits limits;
    private final RefusalMeters refusals;
    private final AnswerSlots slots;
    private final LoopShare loop;
    private final RateLimit warnings = new RateLimit(1);

    public LongAnswers(Vertx vertx, AnswerLimits limits, RefusalMeters refusals, MeterRegistry registry) {
        this.vertx = vertx;
        this.limits = limits;
        this.refusals = refusals;
        this.slots = new AnswerSlots(limits.running(), limits.waiting(), registry);
        this.loop = new LoopShare(vertx);
    }

    /** The same as below, if nothing is left to do at the end. */
    public void start(HttpServerRequest request, Consumer<LongAnswer> start) {
        start(request, start, () -> {});
    }

    /**
     * Starts an answer, now or when others have ended, unless its client has gone by then. Answers 503 if too many wait
     * already.
     *
     * @param start begins to write
     * @param onEnd runs once, when the answer is complete, has failed, or will not be started
     */
    public void start(HttpServerRequest request, Consumer<LongAnswer> start, Runnable onEnd) {
        String peer = request.connection().remoteAddress().hostAddress();
        Runnable ended = () -> {
            slots.end(peer);
            onEnd.run();
        };
        if (!slots.start(peer, () -> new LongAnswer(request, this, ended).start(start))) {
            onEnd.run();
            refuse(request);
        }
    }

    /** Answers 503, because too many are in progress or waiting. */
    public void refuse(HttpServerRequest request) {
        refusals.count(RefusalMeters.Refusal.TOO_MANY_LISTINGS);
        JsonReplies.overloaded(request.response());
    }

    /** The share of the event loop that all of them have. */
    public LoopShare loop() {
        return loop;
    }

    Vertx vertx() {
        return vertx;
    }

    AnswerLimits limits() {
        return limits;
    }

    RefusalMeters refusals() {
        return refusals;
    }

    RateLimit warnings() {
        return warnings;
    }
}
