package io.podwatcher.http.streaming;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.concurrent.TimeUnit;

/**
 * Pauses the long answers of one HTTP verticle together, so that lookups are read in between. If the cache is on the
 * same loop, each part of an answer is a task queued by the one before, and Netty runs queued tasks for up to a second
 * before it reads its connections again; a timer prevents that. On the event loop of its HTTP verticle.
 */
public final class LoopShare {

    private static final long MAX_RUN_NANOS = TimeUnit.MILLISECONDS.toNanos(2);
    private static final long PAUSE_MILLIS = 1;

    private final Vertx vertx;
    private long runStartedAt = System.nanoTime();
    private Future<Void> pause = Future.succeededFuture();

    LoopShare(Vertx vertx) {
        this.vertx = vertx;
    }

    /** Complete when long answers may use the event loop: at once, or after a pause in which lookups are read. */
    public Future<Void> pauseIfDue() {
        if (pause.isComplete() && System.nanoTime() - runStartedAt >= MAX_RUN_NANOS) {
            pause = vertx.timer(PAUSE_MILLIS, TimeUnit.MILLISECONDS)
                    .onSuccess(paused -> runStartedAt = System.nanoTime())
                    .mapEmpty();
        }
        return pause;
    }
}
