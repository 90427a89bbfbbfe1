package io.podwatcher.watch.resource;

import io.vertx.core.Context;
import java.time.Duration;

/** Runs tasks one at a time on the context of a worker verticle. Any thread. */
public final class Worker {

    private final Context context;

    /** Set and read on the worker only. */
    private boolean stopped;

    public Worker(Context context) {
        this.context = context;
    }

    /** Runs a task after those already queued, unless the verticle has stopped by then. */
    public void later(Runnable task) {
        context.runOnContext(turn -> runUnlessStopped(task));
    }

    /** Runs a task after a pause, unless the verticle has stopped by then. */
    public void after(Duration pause, Runnable task) {
        context.owner().setTimer(pause.toMillis(), timer -> runUnlessStopped(task));
    }

    /** Runs a task periodically until the verticle has stopped. */
    public void every(Duration interval, Runnable task) {
        context.owner().setPeriodic(interval.toMillis(), timer -> runUnlessStopped(task));
    }

    /** Drops all tasks from now on: they could only report failures caused by the stop. On the worker. */
    public void stop() {
        stopped = true;
    }

    private void runUnlessStopped(Runnable task) {
        if (!stopped) {
            task.run();
        }
    }
}
