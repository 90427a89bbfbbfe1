package io.podwatcher.apiserver;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** The watches with an open connection, even a dead one. On the event loop, except for the counts. */
final class OpenWatches {

    private final Set<WatchStream> open = new LinkedHashSet<>();
    private final AtomicInteger count = new AtomicInteger();
    private final AtomicInteger cuts = new AtomicInteger();

    void opened(WatchStream watch) {
        open.add(watch);
        count.set(open.size());
    }

    void closed(WatchStream watch) {
        open.remove(watch);
        count.set(open.size());
    }

    void cut() {
        cuts.incrementAndGet();
    }

    /** Does something with each; it may close. */
    void forEach(Consumer<WatchStream> action) {
        List.copyOf(open).forEach(action);
    }

    int cuts() {
        return cuts.get();
    }

    int count() {
        return count.get();
    }
}
