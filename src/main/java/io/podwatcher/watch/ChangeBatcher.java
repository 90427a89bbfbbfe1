package io.podwatcher.watch;

import io.podwatcher.messages.watch.PodChange;
import io.podwatcher.messages.watch.PodsChanged;
import io.podwatcher.messages.watch.PodsChanged.Part;
import io.podwatcher.model.MapVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Sends changes to the cache in batches: those of the watch as soon as no more are queued behind them, those of a list
 * as its parts. On the watch verticle's worker.
 */
final class ChangeBatcher {

    /** Small enough that applying one takes the cache well under a millisecond. */
    private static final int MAX_CHANGES = 256;

    /**
     * Bytes of encoded answers: eight batches in flight take 4 MB, however large the pods. 256 usual pods take 480 KB.
     */
    private static final int MAX_BYTES = 512 * 1024;

    private final CacheSender cache;
    private final Executor later;
    private final LongSupplier nanoTime;
    private final Supplier<Optional<Long>> confirmedAt;
    private final ReachedVersion reached = new ReachedVersion();
    private List<PodChange> batch = new ArrayList<>();
    private int bytes;
    private Part part = Part.WATCH;
    private boolean flushIsDue;
    private long readAt;
    private int listed;

    /**
     * @param later runs a task on the same thread, after the tasks already queued there
     * @param confirmedAt when the API server last confirmed all that has been added
     */
    ChangeBatcher(CacheSender cache, Executor later, LongSupplier nanoTime, Supplier<Optional<Long>> confirmedAt) {
        this.cache = cache;
        this.later = later;
        this.nanoTime = nanoTime;
        this.confirmedAt = confirmedAt;
    }

    /** Starts a list: changes added from now on are part of it. It continues a list that was abandoned. */
    void beginList() {
        sendUnlessEmpty();
        part = Part.LIST;
        listed = 0;
    }

    /**
     * The list is complete.
     *
     * @param trueAt when the list was requested
     * @param version its version
     * @return how many changes it had
     */
    int endList(long trueAt, String version) {
        reached.listed(version);
        send(Part.LIST_END, Optional.of(trueAt));
        part = Part.WATCH;
        return listed;
    }

    /** Adds changes of a list. */
    void add(List<PodChange> changes) {
        for (PodChange change : changes) {
            take(change);
            sendIfDue();
        }
    }

    /**
     * Adds the changes of one event, which stay in one batch: a map with a part of them has no version.
     *
     * @param changes none if it is a bookmark, or changes nothing
     * @param version the event's; null if it has none
     */
    void addEvent(List<PodChange> changes, String version) {
        changes.forEach(this::take);
        // During a list events are kept back with it, so they are not in the map.
        reached.read(part == Part.WATCH ? version : null);
        if (!changes.isEmpty()) {
            sendIfDue();
        }
    }

    /** The version of all that has been added; of all that has been sent, after {@link #flush}. */
    MapVersion version() {
        return reached.version();
    }

    private void take(PodChange change) {
        batch.add(change);
        bytes += change instanceof PodChange.Present present ? present.pod().json().length : 0;
        readAt = nanoTime.getAsLong();
        listed++;
    }

    private void sendIfDue() {
        if (batch.size() >= MAX_CHANGES || bytes >= MAX_BYTES) {
            sendUnlessEmpty();
        } else if (part == Part.WATCH && !flushIsDue) {
            flushIsDue = true;
            flushUnlessMoreArrive(0);
        }
    }

    /** The next event is read after the one before has been handled, so it may be queued behind this task once. */
    private void flushUnlessMoreArrive(int before) {
        later.execute(() -> {
            if (part == Part.WATCH && batch.size() > before) {
                flushUnlessMoreArrive(batch.size());
            } else {
                flushIsDue = false;
                flush();
            }
        });
    }

    /** Sends the events of the batch that is being filled. */
    void flush() {
        if (part == Part.WATCH) {
            sendUnlessEmpty();
        }
    }

    /** Discards unsent changes, and reports to the cache that the map is uncertain and a full relist follows. */
    void startOver() {
        clear();
        reached.forget();
        send(Part.GAP, Optional.empty());
    }

    private void sendUnlessEmpty() {
        if (!batch.isEmpty()) {
            send(part, part == Part.WATCH ? confirmedAt.get() : Optional.empty());
        }
    }

    private void send(Part part, Optional<Long> confirmedAt) {
        cache.send(new PodsChanged(batch, part, readAt, confirmedAt, reached.version()));
        clear();
    }

    private void clear() {
        batch = new ArrayList<>();
        bytes = 0;
    }
}
