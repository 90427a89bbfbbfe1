package io.podwatcher.watch;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.podwatcher.log.RateLimit;
import io.podwatcher.messages.PodChange;
import io.podwatcher.watch.WatchMeters.Event;
import io.podwatcher.watch.pod.PodReader;
import io.podwatcher.watch.pod.PodResource;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns the informer's notifications into changes for the cache. On the watch verticle's worker, where everything of the
 * informer runs: while this waits for the cache, nothing is read from the API server either.
 */
final class ChangeFeed implements ResourceEventHandler<PodResource> {

    private static final Logger log = LoggerFactory.getLogger(ChangeFeed.class);

    private final ChangeBatches batches;
    private final PodReader reader;
    private final WatchMeters meters;
    private final Listener listener;
    private final RateLimit errors;
    private final RateLimit unidentified;

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
        this.batches = new ChangeBatches(cache, later, nanoTime, listBeganAt, listener);
        this.reader = reader;
        this.meters = meters;
        this.listener = listener;
        this.errors = new RateLimit(nanoTime, 5);
        this.unidentified = new RateLimit(nanoTime, 5);
    }

    @Override
    public void onBeforeList(String lastResourceVersion) {
        batches.beginList();
    }

    @Override
    public void onList(String resourceVersion, boolean remainedEmpty) {
        batches.endList();
    }

    /** Sends the events that wait for the end of the turn. */
    void flush() {
        batches.flush();
    }

    /** Forgets what is not sent yet: the cache has missed something, and will be told of everything by a list. */
    void startOver() {
        batches.startOver();
    }

    @Override
    public void onAdd(PodResource pod) {
        count(Event.ADDED);
        present(pod);
    }

    @Override
    public void onUpdate(PodResource before, PodResource now) {
        count(Event.MODIFIED);
        boolean same =
                Objects.equals(before.getMetadata().getUid(), now.getMetadata().getUid());
        if (!same && before.isIdentified()) {
            // Deleted and created again under the same name while nobody watched, or between two events. Only of what
            // could be told apart: nothing else has ever been told.
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
        if (named.isIdentified()) {
            gone(named);
        }
        unidentified();
    }

    private void count(Event event) {
        if (!batches.isListing()) {
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
        if (pod.isIdentified()) {
            batches.add(change);
        } else {
            unidentified();
        }
    }

    private void unidentified() {
        unidentified.say(
                1,
                times -> log.error(
                        "A pod without UID, name or namespace, or deleted under another one's UID, is ignored{}",
                        RateLimit.leftOut(times)));
        // A list says all there is to say; what an event meant only a list can say.
        if (!batches.isListing()) {
            listener.unidentified();
        }
    }
}
