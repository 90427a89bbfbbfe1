package io.podwatcher.attack.client;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Repeats one step at a fixed rate, on a thread of its own, until it is closed. */
final class Pacer implements AutoCloseable {

    private static final long CLOSE_MILLIS = 30_000;

    private final Thread thread;
    private volatile boolean closed;

    private Pacer(Step step, long everyNanos) {
        thread = new Thread(() -> run(step, everyNanos), "pacer");
        thread.setDaemon(true);
        thread.start();
    }

    /** What is repeated; it is given how often it has run before. */
    interface Step {
        void run(int number) throws Exception;
    }

    static Pacer perSecond(int rate, Step step) {
        return new Pacer(step, TimeUnit.SECONDS.toNanos(1) / rate);
    }

    static Pacer asFastAsPossible(Step step) {
        return new Pacer(step, 0);
    }

    private void run(Step step, long everyNanos) {
        long due = System.nanoTime();
        try {
            for (int number = 0; !closed; number++) {
                step.run(number);
                due += everyNanos;
                LockSupport.parkNanos(due - System.nanoTime());
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        thread.interrupt();
        thread.join(CLOSE_MILLIS);
    }
}
