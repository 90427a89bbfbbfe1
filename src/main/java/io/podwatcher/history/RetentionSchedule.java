package io.podwatcher.history;

import io.podwatcher.history.store.Problems;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides when old intervals are removed: every ten minutes, and then a part in each step until none is left. On the
 * context of the history verticle.
 */
final class RetentionSchedule {

    private static final Logger log = LoggerFactory.getLogger(RetentionSchedule.class);

    private static final Duration INTERVAL = Duration.ofMinutes(10);

    private final DatabaseCalls database;
    private final LongSupplier nanoTime;
    private final Clock clock;
    private long doneAt;

    RetentionSchedule(DatabaseCalls database, LongSupplier nanoTime, Clock clock) {
        this.database = database;
        this.nanoTime = nanoTime;
        this.clock = clock;
        this.doneAt = nanoTime.getAsLong() - INTERVAL.toNanos();
    }

    /** Removes some intervals if that is due. A failure is only logged, because the recording goes on without it. */
    Future<?> step() {
        if (nanoTime.getAsLong() - doneAt < INTERVAL.toNanos()) {
            return Future.succeededFuture();
        }
        return database.removeSome(clock.instant())
                .onSuccess(more -> doneAt = more ? doneAt : nanoTime.getAsLong())
                .onFailure(failure -> {
                    doneAt = nanoTime.getAsLong();
                    log.warn("Old intervals are not removed: {}", Problems.message(failure));
                })
                .otherwise(false);
    }
}
