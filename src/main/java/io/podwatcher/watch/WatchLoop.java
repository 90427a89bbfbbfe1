package io.podwatcher.watch;

import io.fabric8.kubernetes.client.Watcher.Action;
import io.podwatcher.messages.watch.RestartReason;
import io.podwatcher.messages.watch.WatchReport;
import io.podwatcher.watch.api.ApiErrors;
import io.podwatcher.watch.api.ListFailure;
import io.podwatcher.watch.api.PodWatch;
import io.podwatcher.watch.lifecycle.Decision;
import io.podwatcher.watch.lifecycle.Problem;
import io.podwatcher.watch.lifecycle.WatchHealth;
import io.podwatcher.watch.lifecycle.WatchLifecycle;
import io.podwatcher.watch.list.PodLister;
import io.podwatcher.watch.pod.PodResource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out the decisions of {@link WatchLifecycle} and reports the outcome to it: lists, watches, asks for the
 * version, pauses, and passes what it reads to {@link MapUpdates}. On the watch verticle's worker.
 */
final class WatchLoop {

    private static final Logger log = LoggerFactory.getLogger(WatchLoop.class);

    private static final Problem UNCLEAR = new Problem(
            RestartReason.UNREADABLE,
            "an event did not say which pod it was about: its name or UID is missing or wrong");

    private final WatchLifecycle lifecycle;
    private final WatchHealth health;
    private final Worker worker;
    private final PodLister lister;
    private final WatchOpener opener;
    private final MapUpdates updates;
    private final CacheSender cache;
    private Runnable closeCurrent = () -> {};
    private WatchReport reported = WatchReport.INITIAL;

    /** Opens watches. */
    interface WatchOpener {

        /** Opens a watch that continues from a version. */
        PodWatch open(String version, PodWatch.Listener listener);
    }

    WatchLoop(
            WatchLifecycle lifecycle,
            WatchHealth health,
            Worker worker,
            PodLister lister,
            WatchOpener opener,
            MapUpdates updates,
            CacheSender cache) {
        this.lifecycle = lifecycle;
        this.health = health;
        this.worker = worker;
        this.lister = lister;
        this.opener = opener;
        this.updates = updates;
        this.cache = cache;
    }

    void start() {
        act(lifecycle.start());
    }

    void tick() {
        act(lifecycle.tick());
        report();
    }

    /** A change was not applied to the map, or may not have been: a full relist follows. */
    void lost(Problem problem) {
        act(lifecycle.lost(problem));
    }

    /**
     * A watch was closed as soon as it was open; fabric8 fails on that and sends no further callbacks for the watch.
     */
    void closedWhileOpening() {
        act(lifecycle.closedWhileOpening());
    }

    /** Ends the list or the watch in progress. */
    void close() {
        lifecycle.close();
        closeCurrent.run();
    }

    private void act(List<Decision> decisions) {
        decisions.forEach(this::act);
        if (!decisions.isEmpty()) {
            report();
        }
    }

    private void act(Decision decision) {
        if (decision instanceof Decision.StartList list) {
            startList(list.full());
        } else if (decision instanceof Decision.CompleteList list) {
            updates.endList(list.trueAt());
        } else if (decision instanceof Decision.OpenWatch open) {
            closeCurrent = opener.open(open.version(), new WatchListener())::close;
        } else if (decision instanceof Decision.AskVersion ask) {
            askVersion(ask.askedAt());
        } else if (decision instanceof Decision.Pause pause) {
            worker.after(pause.duration(), () -> act(lifecycle.start()));
        } else if (decision instanceof Decision.Abandon) {
            closeCurrent.run();
        }
    }

    private void startList(boolean full) {
        updates.beginList(full);
        closeCurrent = lister.list(new ListSink())::close;
    }

    private void askVersion(long askedAt) {
        lister.currentVersion()
                .onSuccess(version -> act(lifecycle.versionIs(askedAt, version)))
                .onFailure(failure -> lifecycle.versionUnknown(askedAt, ApiErrors.problem(failure)));
    }

    private void report() {
        // The changes first, then the report that confirms them.
        updates.flush();
        WatchReport report = health.report(updates.listed());
        if (!report.equals(reported)) {
            reported = report;
            cache.send(report);
        }
    }

    /** Handles the callbacks of a list. */
    private final class ListSink implements PodLister.Sink {

        @Override
        public void received() {
            lifecycle.received();
        }

        @Override
        public void pods(List<PodResource> pods) {
            if (updates.listed(pods)) {
                report();
            }
        }

        @Override
        public void complete(String resourceVersion) {
            act(lifecycle.listed(resourceVersion));
        }

        @Override
        public void failed(ListFailure failure) {
            log.debug("The failure in full", failure);
            act(lifecycle.ended(failure.problem()));
        }
    }

    /** Handles the callbacks of a watch. */
    private final class WatchListener implements PodWatch.Listener {

        @Override
        public void opened() {
            act(lifecycle.opened());
        }

        @Override
        public void ended(Problem problem) {
            act(lifecycle.ended(problem));
        }

        @Override
        public void read(Action action, PodResource pod) {
            boolean isClear = updates.event(action, pod);
            act(
                    isClear
                            ? lifecycle.read(pod.getMetadata().getResourceVersion(), action == Action.BOOKMARK)
                            : lifecycle.ended(UNCLEAR));
        }
    }
}
