package io.podwatcher.http.streaming;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Queue;

/**
 * Limits how many long answers run at once and how many wait, to protect the event loop's lookups and its memory. One
 * peer gets at most half of both. One for each HTTP verticle, on its event loop.
 */
final class AnswerSlots {

    private final int running;
    private final int waiting;
    private final Queue<WaitingAnswer> queue = new ArrayDeque<>();
    private final Map<String, Integer> runningByPeer = new HashMap<>();
    private final Map<String, Integer> waitingByPeer = new HashMap<>();
    /** Volatile, because the gauge reads it on another thread. */
    private volatile int inProgress;

    private record WaitingAnswer(String peer, Runnable start) {}

    /**
     * @param running how many may run at once; at least 2
     * @param waiting how many more may wait
     */
    AnswerSlots(int running, int waiting, MeterRegistry registry) {
        this.running = running;
        this.waiting = waiting;
        Gauge.builder("pod.watcher.listings", this, slots -> slots.inProgress)
                .description("Listings and bulk lookups in progress, by event loop")
                .tag("loop", Thread.currentThread().getName())
                .register(registry);
    }

    /**
     * Starts an answer, now or when others have ended. Each started answer must call {@link #end} once.
     *
     * @param peer the other end of its connection
     * @return false if too many are waiting; the answer is not started then
     */
    boolean start(String peer, Runnable start) {
        if (mayRun(peer)) {
            run(peer, start);
            return true;
        }
        if (queue.size() >= waiting || waitingByPeer.getOrDefault(peer, 0) >= waiting / 2) {
            return false;
        }
        waitingByPeer.merge(peer, 1, Integer::sum);
        return queue.add(new WaitingAnswer(peer, start));
    }

    /** An answer to this peer has ended. */
    void end(String peer) {
        inProgress--;
        decrement(runningByPeer, peer);
        for (Iterator<WaitingAnswer> answers = queue.iterator(); answers.hasNext(); ) {
            WaitingAnswer next = answers.next();
            if (mayRun(next.peer())) {
                answers.remove();
                decrement(waitingByPeer, next.peer());
                run(next.peer(), next.start());
                return;
            }
        }
    }

    private boolean mayRun(String peer) {
        return inProgress < running && runningByPeer.getOrDefault(peer, 0) < running / 2;
    }

    private void run(String peer, Runnable start) {
        inProgress++;
        runningByPeer.merge(peer, 1, Integer::sum);
        start.run();
    }

    private static void decrement(Map<String, Integer> counts, String peer) {
        counts.computeIfPresent(peer, (key, count) -> count == 1 ? null : count - 1);
    }
}
