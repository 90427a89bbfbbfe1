package io.podwatcher.watch;

import io.micrometer.core.instrument.MeterRegistry;
import io.podwatcher.log.RateLimit;
import io.podwatcher.messages.RestartReason;
import io.podwatcher.messages.WatchReport;
import io.podwatcher.watch.pod.PodReader;
import io.podwatcher.watch.pod.Truncations;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.Random;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the cache told of all pods: a worker verticle around a fabric8 informer, on a Vertx of its own. Everything of the
 * informer runs on this verticle's worker, one thing after another. It never gives up.
 */
public final class WatchVerticle extends VerticleBase implements ChangeFeed.Listener {

    private static final Logger log = LoggerFactory.getLogger(WatchVerticle.class);

    /** How often to look for what the informer does not tell: bookmarks, and a watch that is down or silent. */
    private static final long LOOK_EVERY_MILLIS = 1000;

    private final Vertx service;
    private final ClusterAccess access;
    private final WatchOptions options;
    private final LongSupplier nanoTime;
    private final Recovery recovery;
    private final WatchMeters meters;
    private final Truncations truncations;
    private final ListProgress progress;
    private final Watchdog watchdog;
    private final RateLimit errors;

    private Worker worker;
    private ToCache cache;
    private ChangeFeed feed;
    private ApiServer apiServer;
    private Informers informers;
    private WatchReport reported = WatchReport.NOTHING_YET;

    /**
     * @param service the Vertx of the cache, which is another one than this verticle is deployed on
     * @param access which API server
     * @param options which pods, and what to do with them
     * @param nanoTime the clock that the cache goes by too: {@link System#nanoTime()} outside tests
     * @param registry where to count
     */
    public WatchVerticle(
            Vertx service, ClusterAccess access, WatchOptions options, LongSupplier nanoTime, MeterRegistry registry) {
        this.meters = new WatchMeters(registry);
        this.truncations = new Truncations(registry);
        this.service = service;
        this.access = access;
        this.options = options;
        this.nanoTime = nanoTime;
        this.progress = new ListProgress(nanoTime, meters);
        this.recovery = new Recovery(nanoTime, Clock.systemUTC(), new Pauses(new Random(), options.backoff()));
        this.errors = new RateLimit(nanoTime, 5);
        Duration longestAnswer = Duration.ofMillis(2L * access.config().getRequestTimeout());
        this.watchdog = new Watchdog(nanoTime, recovery, options.longestSilence(), longestAnswer);
    }

    /** Starts the informer and does not wait for it: the API server may be away for long. */
    @Override
    public Future<?> start() {
        log.info("Watching {} by {}", access.config().getMasterUrl(), access.origin());
        worker = new Worker(context);
        context.exceptionHandler(failure -> worker.run(() -> unexpected(failure)));
        cache = new ToCache(service, words -> worker.run(() -> notTaken(words)));
        PodReader reader = new PodReader(options.excludeAnnotations(), truncations);
        feed = new ChangeFeed(cache, worker::later, reader, nanoTime, progress::beganAt, meters, this);
        informers = new Informers(worker, recovery, feed, this::report, this::failed, this::unexpected);
        Attempts attempts = new Attempts(worker, progress, recovery, this::report, informers::beginAnew);
        apiServer = new ApiServer(vertx, access, informers, new Contact(attempts));
        informers.begin(() -> apiServer.informer(options.scope()));
        vertx.setPeriodic(LOOK_EVERY_MILLIS, timer -> look());
        return Future.succeededFuture();
    }

    private void notTaken(String words) {
        recovery.failed(RestartReason.NOT_TAKEN, words);
        informers.beginAnewWithEverything();
    }

    @Override
    public void confirmed(long nanoTime) {
        watchdog.confirmed(nanoTime);
        recovery.watchLives();
    }

    @Override
    public void listing(int pods) {
        if (progress.reaches(pods)) {
            report();
        }
    }

    @Override
    public void listed(int changes) {
        progress.ends(informers.current().pods(), changes);
        report();
    }

    @Override
    public void unidentified() {
        // Later, because the informer is in the middle of the event.
        worker.later(() -> {
            recovery.failed(
                    RestartReason.UNREADABLE,
                    "an event did not say which pod it was about: its name or UID is missing or wrong");
            informers.beginAnew();
        });
    }

    /** What the informer itself tells: the API server's own words, or an answer that cannot be read. */
    private void failed(Throwable failure) {
        log.debug("The failure in full", failure);
        recovery.failed(Problems.reason(failure), Problems.inWords(failure));
    }

    /** Whatever broke has left informer and map in a state that nobody knows: a list of everything is the way back. */
    private void unexpected(Throwable failure) {
        if (Problems.isClosedWhileOpening(failure)) {
            recovery.failed(
                    RestartReason.EXPIRED,
                    "the API server closed the watch as soon as it was open, as it does with one that is too old");
            informers.beginAnew();
        } else {
            errors.say(1, times -> log.error("The watch failed unexpectedly{}", RateLimit.leftOut(times), failure));
            recovery.failed(RestartReason.UNEXPECTED, "the watch failed unexpectedly: " + failure);
            informers.beginAnewWithEverything();
        }
    }

    private void look() {
        PodInformer informer = informers.current();
        if (watchdog.bookmarkCame(informer)) {
            meters.count(WatchMeters.Event.BOOKMARK);
            recovery.watchLives();
        }
        watchdog.complaint(informer).ifPresent(complaint -> {
            recovery.failed(complaint.reason(), complaint.words());
            informers.beginAnew();
        });
        report();
    }

    private void report() {
        // First what has happened, then when it was confirmed.
        feed.flush();
        WatchReport report = recovery.report(watchdog.confirmedAt(), progress.pods());
        if (!report.equals(reported)) {
            reported = report;
            cache.send(report);
        }
    }

    /** Stops the informer and closes its connections; complete when they are closed. */
    @Override
    public Future<?> stop() {
        worker.stop();
        informers.current().giveUp();
        return apiServer.close();
    }
}
