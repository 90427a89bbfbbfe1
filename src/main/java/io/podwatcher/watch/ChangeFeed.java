package io.podwatcher.watch;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.podwatcher.log.RateLimit;
import io.podwatcher.messages.PodChange;
import io.podwatcher.messages.PodsChanged;
import io.podwatcher.messages.PodsChanged.Part;
import io.podwatcher.watch.WatchMeters.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns the informer's notifications into batches for the cache. On the watch verticle's worker, where everything of the
 * informer runs: while this waits for the cache, nothing is read from the API server either.
 */
final class ChangeFeed implements ResourceEventHandler<PodResource> {

    private static final Logger log = LoggerFactory.getLogger(ChangeFeed.class);

    /** Small enough that applying one takes the cache well under a millisecond. */
    private static final int BATCH = 256;

    private final ToCache cache;
    private final Executor later;
    private final PodReader reader;
    private final LongSupplier nanoTime;
    private final LongSupplier listBeganAt;
    private final WatchMeters meters;
    private final Listener listener;
    private final RateLimit errors;
    private final RateLimit unidentified;
    private List<PodChange> batch = new ArrayList<>();
    private boolean listing;
    private boolean sendScheduled;
    private int listed;

    /** Hears what the API server's word is worth: what it has confirmed, and where it was not understood. */
    interface Listener {

        /** An event has come, or a list is complete: at this moment all was as it has been told. */
        void confirmed(long nanoTime);

        /** A list under way has brought so many pods so far. */
        void listing(int pods);

        /** A list has been completed, with this many changes. */
        void listed(int changes);

        /** An event does not say which pod it is about: only a list can tell what has become of that pod. */
        void unidentified();
    }

    /**
     * @param later runs a task on the same thread behind what is queued there already
     * @param listBeganAt when the last list was asked for: a list tells how things were then, however long it takes
     */
    ChangeFeed(
            ToCache cache,
            Executor later,
            PodReader reader,
            LongSupplier nanoTime,
            LongSupplier listBeganAt,
            WatchMeters meters,
            Listener listener) {
        this.cache = cache;
        this.later = later;
        this.reader = reader;
        this.nanoTime = nanoTime;
        this.listBeganAt = listBeganAt;
        this.meters = meters;
        this.listener = listener;
        this.errors = new RateLimit(nanoTime, 5);
        this.unidentified = new RateLimit(nanoTime, 5);
    }

    @Override
    public void onBeforeList(String lastResourceVersion) {
        // A list that is begun anew goes on where the one before was cut.
        send(part());
        listing = true;
        listed = 0;
    }

    /** Forgets what is not sent yet: the cache has missed something, and will be told of everything by a list. */
    void startOver() {
        batch = new ArrayList<>();
        send(Part.GAP);
    }

    /** Sends the events that wait for the end of the turn. */
    void flush() {
        if (!listing) {
            send(Part.WATCH);
        }
    }

    private Part part() {
        return listing ? Part.LIST : Part.WATCH;
    }

    @Override
    public void onList(String resourceVersion, boolean remainedEmpty) {
        listing = false;
        listener.confirmed(listBeganAt.getAsLong());
        send(Part.LIST_END);
        listener.listed(listed);
    }

    @Override
    public void onAdd(PodResource pod) {
        count(Event.ADDED);
        present(pod);
    }

    @Override
    public void onUpdate(PodResource before, PodResource now) {
        count(Event.MODIFIED);
        // What could not be told apart has never been told.
        if (before.tellsWhoItIs()
                && !before.getMetadata().getUid().equals(now.getMetadata().getUid())) {
            // Deleted and created again under the same name while nobody watched, or between two events.
            gone(before);
        }
        present(now);
    }

    @Override
    public void onDelete(PodResource pod, boolean finalStateUnknown) {
        count(Event.DELETED);
        gone(pod);
    }

    /**
     * A deletion that fits the name of a pod and not its UID: which of them is gone is not clear, so neither is answered until
     * a list has told.
     */
    void onDeleteOfAnother(PodResource known, PodResource named) {
        count(Event.DELETED);
        gone(known);
        if (named.tellsWhoItIs()) {
            gone(named);
        }
        unidentified();
    }

    private void count(Event event) {
        if (!listing) {
            meters.count(event);
        }
    }

    private void present(PodResource pod) {
        PodChange change;
        try {
            change = new PodChange.Present(reader.read(pod));
        } catch (RuntimeException e) {
            // Its new state is unknown, and the old one may be wrong by now: better no answer than that one.
            ObjectMeta metadata = pod.getMetadata();
            errors.say(
                    1,
                    times -> log.error(
                            "Pod {}/{} cannot be read and is left out{}",
                            metadata.getNamespace(),
                            metadata.getName(),
                            RateLimit.leftOut(times),
                            e));
            change = new PodChange.Gone(metadata.getUid());
        }
        add(pod, change);
    }

    private void gone(PodResource pod) {
        add(pod, new PodChange.Gone(pod.getMetadata().getUid()));
    }

    private void add(PodResource pod, PodChange change) {
        if (!pod.tellsWhoItIs()) {
            unidentified();
            return;
        }
        batch.add(change);
        if (listing) {
            listed++;
        } else {
            listener.confirmed(nanoTime.getAsLong());
        }
        if (batch.size() >= BATCH) {
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

    private void unidentified() {
        unidentified.say(
                1,
                times -> log.error(
                        "A pod without UID, name or namespace, or deleted under another one's UID, is ignored{}",
                        RateLimit.leftOut(times)));
        // A list says all there is to say; what an event meant only a list can say.
        if (!listing) {
            listener.unidentified();
        }
    }

    private void send(Part part) {
        if (batch.isEmpty() && (part == Part.WATCH || part == Part.LIST)) {
            return;
        }
        long confirmedAt = part == Part.LIST_END ? listBeganAt.getAsLong() : nanoTime.getAsLong();
        cache.send(new PodsChanged(batch, part, confirmedAt));
        batch = new ArrayList<>();
    }
}
