package io.podwatcher.http;

import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Lets few walk over the whole map at once, and few more wait for it: each takes its part of the cache's event loop from the
 * lookups. One for each HTTP verticle, on its event loop.
 */
final class Walks {

    static final int MOST_AT_ONCE = 4;
    static final int MOST_WAITING = 32;

    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private int underWay;

    /**
     * Begins a walk, now or when another has ended.
     *
     * @return false when too many wait already; it will not begin then
     */
    boolean begin(Runnable walk) {
        if (underWay < MOST_AT_ONCE) {
            underWay++;
            walk.run();
            return true;
        }
        return waiting.size() < MOST_WAITING && waiting.add(walk);
    }

    /** One of those that had begun is over. */
    void ended() {
        Runnable next = waiting.poll();
        if (next == null) {
            underWay--;
        } else {
            next.run();
        }
    }
}
