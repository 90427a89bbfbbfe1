package io.podwatcher.attack.probe;

import java.util.concurrent.TimeUnit;

/**
 * Whether the answers to one kind of question are right and prompt again after an attack. On the probe's event loop.
 */
final class Recovery {

    /** Far above a usual answer, so that a collection of garbage or a busy machine is no disturbance. */
    private static final long PROMPT_NANOS = TimeUnit.SECONDS.toNanos(2);

    /** Half a second of questions. */
    private static final int ENOUGH = 25;

    private long since = System.nanoTime();
    private long lastFailure = since;
    private int prompt;

    /** Starts again: questions that were due before now no longer count. */
    void restart() {
        since = System.nanoTime();
        lastFailure = since;
        prompt = 0;
    }

    /** A question that was due at this time failed, or was answered wrong. */
    void failed(long due) {
        if (due - lastFailure > 0) {
            lastFailure = due;
            prompt = 0;
        }
    }

    /** A question that was due at this time was answered right. */
    void answered(long due, long tookNanos) {
        if (tookNanos > PROMPT_NANOS) {
            failed(due);
        } else if (due - lastFailure > 0) {
            prompt++;
        }
    }

    boolean isComplete() {
        return prompt >= ENOUGH;
    }

    /** How long after the restart the last question was due that was not answered right and promptly. */
    long nanos() {
        return lastFailure - since;
    }
}
