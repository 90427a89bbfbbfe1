package io.podwatcher.http.forwardauth.verdict;

import io.podwatcher.http.forwardauth.question.Ruling;
import io.podwatcher.log.RateLimit;
import io.podwatcher.messages.BusAddresses;
import io.podwatcher.messages.decisions.CallTarget;
import io.podwatcher.messages.decisions.DecisionBatch;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what {@link DecisionRecorder} counts to the decisions verticle: one batch at a time, a second after its first
 * decision at the earliest. On the event loop of one HTTP verticle.
 */
public final class Decisions {

    private static final Logger log = LoggerFactory.getLogger(Decisions.class);

    private static final long INTERVAL_MILLIS = 1000;

    private final DecisionRecorder recorder = new DecisionRecorder(System::nanoTime);
    private final RateLimit warnings = new RateLimit(1);
    private final Vertx vertx;
    private final DeliveryOptions withinTimeout;
    private boolean scheduled;

    /**
     * @param timeout how long the decisions verticle may take to reply
     */
    public Decisions(Vertx vertx, Duration timeout) {
        this.vertx = vertx;
        this.withinTimeout = new DeliveryOptions(BusAddresses.LOCAL).setSendTimeout(timeout.toMillis());
    }

    /** Records a decision about a call to this target. */
    void record(CallTarget target, Ruling ruling) {
        recorder.record(target, ruling);
        schedule();
    }

    /** No timer runs while there is nothing to send. */
    private void schedule() {
        if (!scheduled) {
            scheduled = true;
            vertx.setTimer(INTERVAL_MILLIS, due -> send());
        }
    }

    private void send() {
        DecisionBatch batch = recorder.take();
        vertx.eventBus()
                .request(BusAddresses.DECISIONS_MADE, batch, withinTimeout)
                .onFailure(failure -> lost(batch, failure))
                .onComplete(replied -> {
                    scheduled = false;
                    if (!recorder.isEmpty()) {
                        schedule();
                    }
                });
    }

    private void lost(DecisionBatch batch, Throwable failure) {
        recorder.lost(batch);
        warnings.report(
                1,
                times -> log.warn(
                        "Decisions were not recorded, so /decisions lacks them: {}{}",
                        failure.getMessage(),
                        RateLimit.leftOut(times)));
    }
}
