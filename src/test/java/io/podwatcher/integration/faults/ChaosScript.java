package io.podwatcher.integration.faults;

import io.podwatcher.apiserver.ApiServer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Lets pods change and faults happen at random moments. The order depends on the seed alone, the exact moments also on
 * the machine. On a thread of its own.
 */
final class ChaosScript implements AutoCloseable {

    private static final int REMEMBERED = 60;

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
    private final PodChurn churn;
    private final RandomFaults faults;
    private final Random pace;
    private final Duration length;
    private final Deque<String> last = new ArrayDeque<>();
    private final long began = System.nanoTime();
    private Duration now = Duration.ZERO;
    private Duration nextFault = Duration.ofSeconds(1);
    private int burst;
    private int steps;
    private int struck;
    private volatile boolean over;
    private volatile Throwable failure;

    ChaosScript(ApiServer server, long seed, Duration length) {
        this.churn = new PodChurn(server, new Random(seed));
        this.faults = new RandomFaults(server, new Random(seed + 1));
        this.pace = new Random(seed + 2);
        this.length = length;
    }

    /** The number of pods at the start. */
    ChaosScript prepare() {
        for (int i = 0; i < 40; i++) {
            did("prepare", churn::step);
        }
        return this;
    }

    void start() {
        thread.execute(this::next);
    }

    boolean isOver() {
        if (failure != null) {
            throw new AssertionError("The script itself failed", failure);
        }
        return over;
    }

    synchronized int steps() {
        return steps;
    }

    synchronized int faults() {
        return struck;
    }

    /** How long it runs by now, and what it did last. */
    synchronized String where() {
        return seconds() + " s, step " + steps + ", the last ones:\n  " + String.join("\n  ", List.copyOf(last));
    }

    private String seconds() {
        return String.format("%.3f", (System.nanoTime() - began) / 1e9);
    }

    private void next() {
        try {
            if (now.compareTo(length) >= 0) {
                did("end of faults", () -> {
                    faults.end();
                    return "";
                });
                over = true;
                return;
            }
            if (now.compareTo(nextFault) >= 0) {
                did("fault", faults::step);
                struck++;
                nextFault = now.plusMillis(300 + pace.nextInt(1700));
            } else {
                did("pods", churn::step);
            }
            Duration pause = pause();
            now = now.plus(pause);
            thread.schedule(this::next, pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RuntimeException | Error e) {
            failure = e;
        }
    }

    /** Bursts, calm, and mostly something in between. */
    private Duration pause() {
        if (burst > 0) {
            burst--;
            return Duration.ZERO;
        }
        int kind = pace.nextInt(100);
        if (kind < 3) {
            burst = 5 + pace.nextInt(25);
        }
        return Duration.ofMillis(kind > 97 ? 500 + pace.nextInt(1000) : 5 + pace.nextInt(60));
    }

    private synchronized void did(String kind, Supplier<String> what) {
        if (last.size() == REMEMBERED) {
            last.removeFirst();
        }
        String when = seconds();
        steps++;
        last.addLast(when + " " + kind + ": " + what.get());
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
