package io.podwatcher.apiserver;

import io.podwatcher.apiserver.pods.ObjectKind;
import io.podwatcher.apiserver.pods.PodSource;
import io.podwatcher.apiserver.pods.PodStore;
import io.podwatcher.apiserver.pods.Version;
import io.podwatcher.apiserver.wire.Wire;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;

/**
 * Writes the events of one watch as fast as the client reads. Unwritten events stay in the store, which all watches
 * share, so that a slow client costs no memory; one that is too slow is disconnected. On the event loop of its
 * connection.
 */
final class WatchStream {

    private static final int AT_ONCE = 16;

    private final Wire wire;
    private final ObjectKind kind;
    private final PodStore store;
    private final Selection selection;
    private final boolean bookmarks;
    private final int lagLimit;
    private final Runnable tooSlow;
    private final SentEvents sentEvents;
    private Optional<Fault> fault;
    private Queue<Version> initial = new ArrayDeque<>();
    private boolean endOfInitialDue;
    private boolean bookmarkDue;
    private long seen;
    private int written;

    /**
     * @param bookmarks whether the client wants them
     * @param lagLimit how many changes a client that does not read may fall behind
     * @param tooSlow called when it has fallen behind further and is disconnected
     * @param sentEvents records each event
     */
    WatchStream(
            Wire wire,
            ObjectKind kind,
            PodStore store,
            Selection selection,
            boolean bookmarks,
            int lagLimit,
            Runnable tooSlow,
            SentEvents sentEvents,
            Optional<Fault> fault) {
        this.wire = wire;
        this.kind = kind;
        this.store = store;
        this.selection = selection;
        this.bookmarks = bookmarks;
        this.lagLimit = lagLimit;
        this.tooSlow = tooSlow;
        this.sentEvents = sentEvents;
        this.fault = fault;
    }

    /** Starts with the changes after a resource version. */
    void start(long after) {
        seen = after;
        wire.begin();
        wire.onDrain(this::pump);
        pump();
    }

    /**
     * Starts with the existing pods, each ADDED.
     *
     * @param markEnd whether to send a bookmark after the last of them
     */
    void start(List<Version> pods, long moment, boolean markEnd) {
        initial = new ArrayDeque<>(pods);
        endOfInitialDue = markEnd;
        start(moment);
    }

    /** Sends a bookmark after all events so far, if the client wants any. */
    void bookmark() {
        bookmarkDue = bookmarks;
        pump();
    }

    void strike(Fault now) {
        if (!wire.gone()) {
            now.strike(wire);
        }
    }

    void end() {
        wire.end();
    }

    /** Writes pending events; called whenever there may be some. */
    void pump() {
        try {
            boolean more = true;
            while (more && wire.ready()) {
                if (fault.filter(armed -> armed.isDueAfter(written)).isPresent()) {
                    Fault due = fault.get();
                    fault = Optional.empty();
                    due.strike(wire);
                } else {
                    more = step();
                }
            }
            if (!wire.dead() && wire.full() && store.lag(seen) > lagLimit) {
                wire.end();
                tooSlow.run();
            }
        } catch (PodStore.Expired e) {
            // It has fallen behind the history: a real API server could not send the missed events either.
            wire.write(StatusJson.errorEvent(410, e.getMessage()));
            wire.end();
        }
    }

    private boolean step() throws PodStore.Expired {
        if (!initial.isEmpty()) {
            Version pod = initial.remove();
            write("ADDED", pod.source(), pod.resourceVersion());
            return true;
        }
        if (endOfInitialDue) {
            endOfInitialDue = false;
            writeBookmark(",\"annotations\":{\"k8s.io/initial-events-end\":\"true\"}");
            return true;
        }
        PodStore.Next next = store.after(seen, fault.isPresent() ? 1 : AT_ONCE);
        for (Version change : next.changes()) {
            send(change);
        }
        seen = next.upTo();
        if (next.changes().isEmpty() && bookmarkDue) {
            bookmarkDue = false;
            writeBookmark("");
            return true;
        }
        return !next.changes().isEmpty();
    }

    /** A pod that leaves the selection is DELETED to this client, as it was while in it; one that enters is ADDED. */
    private void send(Version change) {
        sentEvents.add(change.nanoTime());
        Optional<PodSource> before = change.sourceBefore().filter(source -> selection.matches(source.pod()));
        Optional<PodSource> now =
                Optional.of(change.source()).filter(source -> !change.deleted() && selection.matches(source.pod()));
        if (now.isPresent()) {
            write(before.isPresent() ? "MODIFIED" : "ADDED", now.get(), change.resourceVersion());
        } else if (before.isPresent()) {
            write("DELETED", before.get(), change.resourceVersion());
        }
    }

    private void write(String type, PodSource source, long resourceVersion) {
        Buffer pod = source.json(resourceVersion);
        wire.write(Buffer.buffer(pod.length() + 100)
                .appendString("{\"type\":\"" + type + "\",\"object\":" + kind.head())
                .appendString(pod.length() > 2 ? "," : "")
                .appendBuffer(pod, 1, pod.length() - 1)
                .appendString("}\n"));
        written++;
    }

    private void writeBookmark(String moreMetadata) {
        wire.write(Buffer.buffer(
                "{\"type\":\"BOOKMARK\",\"object\":" + kind.head() + ",\"metadata\":{\"resourceVersion\":\"" + seen
                        + "\",\"creationTimestamp\":null" + moreMetadata + "}" + kind.emptyFields() + "}}\n"));
        written++;
    }
}
