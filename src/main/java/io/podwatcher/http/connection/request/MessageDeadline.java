package io.podwatcher.http.connection.request;

import io.netty.channel.ChannelHandlerContext;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Detects a client that sends a head or a body too slowly. A timer runs only after a read that leaves a message
 * unfinished, so most requests never start one. One for each connection, on its event loop.
 */
final class MessageDeadline {

    private final long timeoutNanos;
    private final Runnable expired;
    private boolean unfinished;
    private long since;
    private Future<?> timer;

    /**
     * @param expired called when a head or a body was not complete in time
     */
    MessageDeadline(Duration timeout, Runnable expired) {
        this.timeoutNanos = timeout.toNanos();
        this.expired = expired;
    }

    /** A head or a body is complete; the time of the next one starts when it is first seen unfinished. */
    void complete() {
        unfinished = false;
    }

    /** A head or a body has started and is not complete. */
    void unfinished(ChannelHandlerContext context) {
        if (!unfinished) {
            unfinished = true;
            since = System.nanoTime();
            if (timer == null) {
                schedule(context, timeoutNanos);
            }
        }
    }

    void cancel() {
        unfinished = false;
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }

    private void schedule(ChannelHandlerContext context, long nanos) {
        timer = context.executor().schedule(() -> check(context), nanos, TimeUnit.NANOSECONDS);
    }

    private void check(ChannelHandlerContext context) {
        timer = null;
        if (!unfinished) {
            return;
        }
        if (!context.channel().config().isAutoRead()) {
            // This side is not reading, because earlier requests of the connection are not answered yet.
            since = System.nanoTime();
        }
        long remaining = timeoutNanos - (System.nanoTime() - since);
        if (remaining > 0) {
            schedule(context, remaining);
        } else {
            unfinished = false;
            expired.run();
        }
    }
}
