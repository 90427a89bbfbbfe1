package io.podwatcher.watch;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;

/** The one thread at a time on which everything of a watch runs: the context of its worker verticle. */
final class Worker {

    private final Context context;
    private boolean stopped;

    Worker(Context context) {
        this.context = context;
    }

    /** Whether the caller is on it. */
    boolean isHere() {
        Context current = Vertx.currentContext();
        return current != null && context.deploymentID().equals(current.deploymentID());
    }

    /** Runs a task now when the caller is on it, otherwise behind what is queued. */
    void run(Runnable task) {
        if (isHere()) {
            runUnlessStopped(task);
        } else {
            later(task);
        }
    }

    /** Runs a task behind what is queued. */
    void later(Runnable task) {
        context.runOnContext(turn -> runUnlessStopped(task));
    }

    /** Runs a task after a pause, at once when there is none. The caller is on it. */
    void after(Duration pause, Runnable task) {
        if (pause.isZero()) {
            runUnlessStopped(task);
        } else {
            context.owner().setTimer(pause.toMillis(), timer -> runUnlessStopped(task));
        }
    }

    /** From now on nothing is run: what was under way fails then, which is of no interest. The caller is on it. */
    void stop() {
        stopped = true;
    }

    private void runUnlessStopped(Runnable task) {
        if (!stopped) {
            task.run();
        }
    }
}
