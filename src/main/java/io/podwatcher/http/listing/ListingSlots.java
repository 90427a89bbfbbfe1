package io.podwatcher.http.listing;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Queue;

/**
 * Lets a few listings run at once and some more wait, so that neither the lookups of the event loop nor its memory
 * suffer from many of them. One peer gets at most half of both. One for each HTTP verticle, on its event loop.
 */
final class ListingSlots {

    private final int running;
    private final int waiting;
    private final Queue<Waiting> queue = new ArrayDeque<>();
    private final Map<String, Integer> runningByPeer = new HashMap<>();
    private final Map<String, Integer> waitingByPeer = new HashMap<>();
    /** Read by the gauge from another thread, when it may be a moment old. */
    private volatile int inProgress;

    private record Waiting(String peer, Runnable listing) {}

    /**
     * @param running how many may run at once; at least 2
     * @param waiting how many more may wait
     */
    ListingSlots(int running, int waiting, MeterRegistry registry) {
        this.running = running;
        this.waiting = waiting;
        Gauge.builder("pod.watcher.listings", this, slots -> slots.inProgress)
                .description("Listings in progress, by event loop")
                .tag("loop", Thread.currentThread().getName())
                .register(registry);
    }

    /**
     * Begins a listing, now or when others have ended. Each that has begun must {@link #end} once.
     *
     * @param peer the other end of its connection
     * @return false when too many wait already; it will not begin then
     */
    boolean begin(String peer, Runnable listing) {
        if (mayRun(peer)) {
            run(peer, listing);
            return true;
        }
        if (queue.size() >= waiting || waitingByPeer.getOrDefault(peer, 0) >= waiting / 2) {
            return false;
        }
        waitingByPeer.merge(peer, 1, Integer::sum);
        return queue.add(new Waiting(peer, listing));
    }

    /** A listing of this peer is over. */
    void end(String peer) {
        inProgress--;
        decrement(runningByPeer, peer);
        for (Iterator<Waiting> rest = queue.iterator(); rest.hasNext(); ) {
            Waiting next = rest.next();
            if (mayRun(next.peer())) {
                rest.remove();
                decrement(waitingByPeer, next.peer());
                run(next.peer(), next.listing());
                return;
            }
        }
    }

    private boolean mayRun(String peer) {
        return inProgress < running && runningByPeer.getOrDefault(peer, 0) < running / 2;
    }

    private void run(String peer, Runnable listing) {
        inProgress++;
        runningByPeer.merge(peer, 1, Integer::sum);
        listing.run();
    }

    private static void decrement(Map<String, Integer> counts, String peer) {
        counts.computeIfPresent(peer, (key, count) -> count == 1 ? null : count - 1);
    }
}
