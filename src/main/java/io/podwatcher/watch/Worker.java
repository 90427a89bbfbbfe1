package io.podwatcher.watch;

import io.vertx.core.Context;
import java.time.Duration;

/** The one thread at a time on which everything of a watch runs: the context of its worker verticle. Any thread. */
final class Worker {

    private final Context context;

    /** Set and read on the worker only. */
    private boolean stopped;

    Worker(Context context) {
        this.context = context;
    }

    /** Runs a task behind what is queued, unless the verticle has stopped by then. */
    void later(Runnable task) {
        context.runOnContext(turn -> runUnlessStopped(task));
    }

    /** Runs a task after a pause, unless the verticle has stopped by then. */
    void after(Duration pause, Runnable task) {
        context.owner().setTimer(pause.toMillis(), timer -> runUnlessStopped(task));
    }

    /** Runs a task again and again, until the verticle has stopped. */
    void every(Duration interval, Runnable task) {
        context.owner().setPeriodic(interval.toMillis(), timer -> runUnlessStopped(task));
    }

    /** From now on nothing is run: what was under way fails then, which is of no interest. On the worker. */
    void stop() {
        stopped = true;
    }

    private void runUnlessStopped(Runnable task) {
        if (!stopped) {
            task.run();
        }
    }
}
