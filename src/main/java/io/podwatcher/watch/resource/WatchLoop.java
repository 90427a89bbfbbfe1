package io.podwatcher.watch.resource;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.Watcher.Action;
import io.podwatcher.messages.watch.RestartReason;
import io.podwatcher.messages.watch.WatchReport;
import io.podwatcher.watch.api.ApiErrors;
import io.podwatcher.watch.api.ListFailure;
import io.podwatcher.watch.api.ResourceWatch;
import io.podwatcher.watch.lifecycle.Decision;
import io.podwatcher.watch.lifecycle.Problem;
import io.podwatcher.watch.lifecycle.WatchHealth;
import io.podwatcher.watch.lifecycle.WatchLifecycle;
import io.podwatcher.watch.list.ResourceLister;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out the decisions of {@link WatchLifecycle} and reports the outcome to it: lists, watches, asks for the
 * version, pauses, and passes what it reads to its {@link ResourceUpdates}. On the watch verticle's worker.
 */
public final class WatchLoop<R extends HasMetadata> {

    private static final Logger log = LoggerFactory.getLogger(WatchLoop.class);

    private static final Problem UNCLEAR = new Problem(
            RestartReason.UNREADABLE,
            "an event did not say which object it was about: its name or UID is missing or wrong");

    private final WatchLifecycle lifecycle;
    private final WatchHealth health;
    private final Worker worker;
    private final ResourceLister<R> lister;
    private final WatchOpener<R> opener;
    private final ResourceUpdates<R> updates;
    private final Consumer<WatchReport> reports;
    private Runnable closeCurrent = () -> {};
    private WatchReport reported = WatchReport.INITIAL;

    /** Opens watches. */
    public interface WatchOpener<R extends HasMetadata> {

        /** Opens a watch that continues from a version. */
        ResourceWatch<R> open(String version, ResourceWatch.Listener<R> listener);
    }

    /**
     * @param reports takes the state of the watch whenever it has changed
     */
    public WatchLoop(
            WatchLifecycle lifecycle,
            WatchHealth health,
            Worker worker,
            ResourceLister<R> lister,
            WatchOpener<R> opener,
            ResourceUpdates<R> updates,
            Consumer<WatchReport> reports) {
        this.lifecycle = lifecycle;
        this.health = health;
        this.worker = worker;
        this.lister = lister;
        this.opener = opener;
        this.updates = updates;
        this.reports = reports;
    }

    public void start() {
        act(lifecycle.start());
    }

    public void tick() {
        act(lifecycle.tick());
        report();
    }

    /** A change was not applied to the map, or may not have been: a full relist follows. */
    public void lost(Problem problem) {
        act(lifecycle.lost(problem));
    }

    /**
     * A watch was closed as soon as it was open; fabric8 fails on that and sends no further callbacks for the watch.
     */
    public void closedWhileOpening() {
        act(lifecycle.closedWhileOpening());
    }

    /** Ends the list or the watch in progress. */
    public void close() {
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
            updates.endList(list.trueAt(), list.version());
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
        WatchReport report = health.report(updates.listed(), updates.version());
        if (!report.equals(reported)) {
            reported = report;
            reports.accept(report);
        }
    }

    /** Handles the callbacks of a list. */
    private final class ListSink implements ResourceLister.Sink<R> {

        @Override
        public void received() {
            lifecycle.received();
        }

        @Override
        public void items(List<R> objects) {
            if (updates.listed(objects)) {
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
    private final class WatchListener implements ResourceWatch.Listener<R> {

        @Override
        public void opened() {
            act(lifecycle.opened());
        }

        @Override
        public void ended(Problem problem) {
            act(lifecycle.ended(problem));
        }

        @Override
        public void read(Action action, R object) {
            boolean isClear = updates.event(action, object);
            act(
                    isClear
                            ? lifecycle.read(object.getMetadata().getResourceVersion(), action == Action.BOOKMARK)
                            : lifecycle.ended(UNCLEAR));
        }
    }
}
