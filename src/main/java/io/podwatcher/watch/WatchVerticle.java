package io.podwatcher.watch;

import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.podwatcher.messages.WatchReport;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the cache told of all pods: a worker verticle around a fabric8 informer, on a Vertx of its own. Everything of the
 * informer runs on this verticle's worker, one thing after another. It never gives up.
 */
public final class WatchVerticle extends VerticleBase implements ChangeFeed.Listener {

    private static final Logger log = LoggerFactory.getLogger(WatchVerticle.class);

    /** How often to look for what the informer does not tell: bookmarks, and a watch that is down. */
    private static final long LOOK_EVERY_MILLIS = 1000;

    private final Vertx service;
    private final ClusterAccess access;
    private final PodScope scope;
    private final List<Pattern> excludeAnnotations;
    private final LongSupplier nanoTime;

    private ToCache cache;
    private ApiServer apiServer;
    private SharedIndexInformer<PodResource> informer;
    private String lastResourceVersion;
    private WatchReport reported = WatchReport.NOTHING_YET;
    private Optional<Long> confirmedAt = Optional.empty();
    private Optional<String> problem = Optional.empty();
    private int failures;
    private boolean stopping;

    /**
     * @param service the Vertx of the cache, which is another one than this verticle is deployed on
     * @param access which API server
     * @param scope which pods
     * @param excludeAnnotations patterns of annotation keys that are not served
     * @param nanoTime the clock that the cache goes by too: {@link System#nanoTime()} outside tests
     */
    public WatchVerticle(
            Vertx service,
            ClusterAccess access,
            PodScope scope,
            List<Pattern> excludeAnnotations,
            LongSupplier nanoTime) {
        this.service = service;
        this.access = access;
        this.scope = scope;
        this.excludeAnnotations = excludeAnnotations;
        this.nanoTime = nanoTime;
    }

    /** Starts the informer and does not wait for it: the API server may be away for long. */
    @Override
    public Future<?> start() {
        log.info("Watching {} by {}", access.config().getMasterUrl(), access.origin());
        cache = new ToCache(service);
        apiServer = new ApiServer(vertx, access, this::execute);
        informer = apiServer
                .informer(scope)
                .removeNamespaceIndex()
                .itemStore(new SkeletonStore())
                .exceptionHandler((started, failure) -> {
                    execute(() -> failed(failure));
                    return true;
                })
                .addEventHandler(new ChangeFeed(cache, this::later, new PodReader(excludeAnnotations), nanoTime, this));
        informer.stopped().whenComplete((stopped, failure) -> {
            if (failure != null) {
                execute(() -> failed(failure));
            }
        });
        informer.start();
        vertx.setPeriodic(LOOK_EVERY_MILLIS, timer -> look());
        return Future.succeededFuture();
    }

    /**
     * Runs the informer's tasks on this verticle's worker: at once when that is where they come from, so that a page of a
     * list is dealt with before the next one is asked for and an event before the next one is read. In a queue they would
     * pile up as fast as the network brings them.
     */
    private void execute(Runnable task) {
        Context current = Vertx.currentContext();
        if (current != null && deploymentID().equals(current.deploymentID())) {
            run(task);
        } else {
            later(task);
        }
    }

    private void later(Runnable task) {
        context.runOnContext(turn -> run(task));
    }

    /** Requests that were under way when this verticle was stopped fail then, which is of no interest. */
    private void run(Runnable task) {
        if (!stopping) {
            task.run();
        }
    }

    @Override
    public void confirmed(long nanoTime) {
        confirmedAt = Optional.of(nanoTime);
    }

    @Override
    public void listed(int changes) {
        log.info("Listed all pods: {} changes", changes);
        recovered();
    }

    private void failed(Throwable failure) {
        failures++;
        String words = Problems.inWords(failure);
        // The same problem again is counted, not repeated.
        if (!problem.equals(Optional.of(words))) {
            log.warn("Cannot list or watch pods, trying again: {}", words);
            log.debug("The failure in full", failure);
        }
        problem = Optional.of(words);
        report();
    }

    private void recovered() {
        problem.ifPresent(words -> log.info("The API server answers again after {} failures", failures));
        failures = 0;
        problem = Optional.empty();
        report();
    }

    private void look() {
        String resourceVersion = informer.lastSyncResourceVersion();
        boolean moved = !Objects.equals(resourceVersion, lastResourceVersion);
        lastResourceVersion = resourceVersion;
        if (informer.isWatching()) {
            if (moved) {
                confirmed(nanoTime.getAsLong());
            }
            recovered();
        } else if (confirmedAt.isPresent() && problem.isEmpty()) {
            // Not worth a warning: the API server ends each watch after some minutes.
            String words = "the watch is down and being opened again";
            log.info("No news at the moment: {}", words);
            problem = Optional.of(words);
            report();
        }
    }

    private void report() {
        WatchReport report = new WatchReport(confirmedAt, problem, failures);
        if (!report.equals(reported)) {
            reported = report;
            cache.send(report);
        }
    }

    /** Stops the informer and closes its connections; complete when they are closed. */
    @Override
    public Future<?> stop() {
        stopping = true;
        informer.stop();
        return apiServer.close();
    }
}
