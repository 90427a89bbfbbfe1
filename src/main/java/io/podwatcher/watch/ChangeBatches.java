package io.podwatcher.watch;

import io.podwatcher.messages.PodChange;
import io.podwatcher.messages.PodsChanged;
import io.podwatcher.messages.PodsChanged.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

/**
 * Sends changes to the cache in batches: those of the watch at the end of a turn, those of a list as its parts. On the watch's
 * worker.
 */
final class ChangeBatches {

    /** Small enough that applying one takes the cache well under a millisecond. */
    private static final int BATCH = 256;

    /** Of encoded answers: eight batches under way are 4 MB, however large the pods. 256 usual pods are 480 KB. */
    private static final int BATCH_BYTES = 512 * 1024;

    private final ToCache cache;
    private final Executor later;
    private final LongSupplier nanoTime;
    private final LongSupplier listBeganAt;
    private final ChangeFeed.Listener listener;
    private List<PodChange> batch = new ArrayList<>();
    private int bytes;
    private boolean listing;
    private boolean sendScheduled;
    private int listed;

    /**
     * @param later runs a task on the same thread behind what is queued there already
     * @param listBeganAt when the last list was asked for: a list tells how things were then, however long it takes
     */
    ChangeBatches(
            ToCache cache,
            Executor later,
            LongSupplier nanoTime,
            LongSupplier listBeganAt,
            ChangeFeed.Listener listener) {
        this.cache = cache;
        this.later = later;
        this.nanoTime = nanoTime;
        this.listBeganAt = listBeganAt;
        this.listener = listener;
    }

    boolean isListing() {
        return listing;
    }

    void beginList() {
        // A list that is begun anew goes on where the one before was cut.
        send(part());
        listing = true;
        listed = 0;
    }

    void endList() {
        listing = false;
        listener.confirmed(listBeganAt.getAsLong());
        send(Part.LIST_END);
        listener.listed(listed);
    }

    void add(PodChange change) {
        batch.add(change);
        bytes += change instanceof PodChange.Present present ? present.pod().json().length : 0;
        if (listing) {
            listed++;
        } else {
            listener.confirmed(nanoTime.getAsLong());
        }
        if (batch.size() >= BATCH || bytes >= BATCH_BYTES) {
            if (listing) {
                listener.listing(listed);
            }
            send(part());
        } else if (!listing && !sendScheduled) {
            sendScheduled = true;
            // Behind the events that are queued already.
            later.execute(() -> {
                sendScheduled = false;
                flush();
            });
        }
    }

    /** Sends the events that wait for the end of the turn. */
    void flush() {
        if (!listing) {
            send(Part.WATCH);
        }
    }

    /** Forgets what is not sent yet, and tells the cache that a list of everything follows. */
    void startOver() {
        batch = new ArrayList<>();
        bytes = 0;
        send(Part.GAP);
    }

    private Part part() {
        return listing ? Part.LIST : Part.WATCH;
    }

    private void send(Part part) {
        if (batch.isEmpty() && (part == Part.WATCH || part == Part.LIST)) {
            return;
        }
        long confirmedAt = part == Part.LIST_END ? listBeganAt.getAsLong() : nanoTime.getAsLong();
        cache.send(new PodsChanged(batch, part, confirmedAt));
        batch = new ArrayList<>();
        bytes = 0;
    }
}
