package io.podwatcher.watch.resource;

import io.podwatcher.log.RateLimit;
import io.podwatcher.messages.watch.RestartReason;
import io.podwatcher.messages.watch.WatchReport;
import io.podwatcher.watch.api.ApiErrors;
import io.podwatcher.watch.api.ClusterAccess;
import io.podwatcher.watch.api.ResourceKind;
import io.podwatcher.watch.api.ResourceWatch;
import io.podwatcher.watch.api.WatchScope;
import io.podwatcher.watch.api.WatchedResource;
import io.podwatcher.watch.lifecycle.Problem;
import io.podwatcher.watch.lifecycle.WatchHealth;
import io.podwatcher.watch.lifecycle.WatchLifecycle;
import io.podwatcher.watch.lifecycle.WatchLimits;
import io.podwatcher.watch.list.ResourceLister;
import io.podwatcher.watch.page.PageReader;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lists and watches the objects of one kind, and retries forever. It belongs to a worker verticle, on whose worker
 * everything runs, one task after another. It needs the verticle's context for itself, because fabric8 reports some
 * failures only to the context, without saying which watch has failed.
 */
public final class ResourceWatcher<R extends WatchedResource> {

    private static final Logger log = LoggerFactory.getLogger(ResourceWatcher.class);

    private final RateLimit errors;
    private final Worker worker;
    private final WatchHealth health;
    private final ResourceClient<R> client;
    private final ResourceLister<R> lister;
    private final WatchLifecycle lifecycle;
    private WatchLoop<R> loop;

    /** Opening a watch blocks until the API server answers, even if the watch has been abandoned. */
    private final ExecutorService openers;

    /**
     * @param context the verticle's, from its start method
     * @param protobuf reads pages in protobuf; empty for a kind that API servers have in JSON only
     * @param nanoTime the clock
     */
    public ResourceWatcher(
            Context context,
            ClusterAccess access,
            ResourceKind<R> kind,
            WatchScope scope,
            Optional<PageReader<R>> protobuf,
            WatchTiming timing,
            LongSupplier nanoTime) {
        log.info("Watching {} of {} by {}", kind.plural(), access.config().getMasterUrl(), access.origin());
        errors = new RateLimit(nanoTime, 5);
        openers = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, kind.kind().toLowerCase(Locale.ROOT) + "-watch");
            thread.setDaemon(true);
            return thread;
        });
        worker = new Worker(context);
        context.exceptionHandler(failure -> worker.later(() -> unexpected(failure)));
        client = new ResourceClient<>(context.owner(), access, kind, scope, worker::later);
        lister = client.lister(protobuf, worker::later);
        health = new WatchHealth(nanoTime, Clock.systemUTC(), kind.plural());
        Duration maxResponse = Duration.ofMillis(2L * access.config().getRequestTimeout());
        lifecycle = new WatchLifecycle(
                nanoTime, health, new Random(), new WatchLimits(timing.backoff(), timing.maxSilence(), maxResponse));
    }

    /** Runs the tasks of this verticle. */
    public Worker worker() {
        return worker;
    }

    /** The last moment at which all that has been read was true; empty before the first list. */
    public Optional<Long> confirmedAt() {
        return health.confirmedAt();
    }

    /**
     * Starts the first list and does not wait for it: the API server may be unreachable for long.
     *
     * @param updates takes what is read
     * @param reports takes the state of the watch whenever it has changed
     */
    public void start(ResourceUpdates<R> updates, Consumer<WatchReport> reports) {
        loop = new WatchLoop<>(
                lifecycle,
                health,
                worker,
                lister,
                (version, listener) -> ResourceWatch.open(
                        watcher -> client.watch(version, watcher), openers, worker::later, listener, this::broken),
                updates,
                reports);
        worker.every(WatchLifecycle.TICK, loop::tick);
        loop.start();
    }

    /** A change was not applied, or may not have been: a full relist follows. */
    public void lost(Problem problem) {
        loop.lost(problem);
    }

    private void unexpected(Throwable failure) {
        if (ApiErrors.isClosedWhileOpening(failure)) {
            loop.closedWhileOpening();
        } else {
            broken(failure);
        }
    }

    /** Something failed unexpectedly, so what has been read is no longer certain. */
    private void broken(Throwable failure) {
        errors.report(1, times -> log.error("The watch failed unexpectedly{}", RateLimit.leftOut(times), failure));
        loop.lost(new Problem(RestartReason.UNEXPECTED, "the watch failed unexpectedly: " + failure));
    }

    /** Ends the list or the watch in progress; complete when all connections are closed. */
    public Future<?> close() {
        worker.stop();
        loop.close();
        lister.close();
        openers.shutdownNow();
        return client.close();
    }
}
