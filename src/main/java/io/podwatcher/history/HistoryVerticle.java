package io.podwatcher.history;

import io.micrometer.core.instrument.MeterRegistry;
import io.podwatcher.history.past.PastQuestions;
import io.podwatcher.history.store.Database;
import io.podwatcher.history.store.Problems;
import io.podwatcher.messages.BusAddresses;
import io.podwatcher.messages.CacheClient;
import io.podwatcher.messages.recording.ConfirmedReply;
import io.podwatcher.messages.recording.OwnersChanged;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.Message;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records who owns which IP, and answers questions about the past. Changes are received at once and written once a
 * second; when they cannot be written, they wait within a bound, and become a gap in the coverage beyond it. A worker
 * verticle; what blocks runs on other threads of its pool.
 */
public final class HistoryVerticle extends VerticleBase {

    /** One for the verticle, and one for each connection. */
    public static final int THREADS = 1 + Database.CONNECTIONS;

    private static final Logger log = LoggerFactory.getLogger(HistoryVerticle.class);

    private static final Duration WRITE_INTERVAL = Duration.ofSeconds(1);
    private static final Duration RETRY_PAUSE = Duration.ofSeconds(2);
    private static final Duration LAST_WRITE = Duration.ofSeconds(4);
    private static final Duration CACHE_TIMEOUT = Duration.ofSeconds(5);

    private final RecordingOptions options;
    private final Duration writeInterval;
    private final LongSupplier nanoTime;
    private final Clock clock;
    private final HistoryMeters meters;

    private CacheClient cache;
    private DatabaseCalls database;
    private RetentionSchedule retention;
    private StateReports reports;
    private State state = new State.NotRecording();
    private Optional<PastQuestions> questions = Optional.empty();
    private Future<?> running = Future.succeededFuture();
    private long timer;

    /** What becomes of changes. */
    private sealed interface State {

        /** They are not kept: the database is not open, or the map is not complete. */
        record NotRecording() implements State {}

        /** The map is being read, and they are added to it. */
        record ReadingMap(MapSnapshot snapshot) implements State {}

        /** They are kept until they are written. */
        record Recording(Series series) implements State {}
    }

    /**
     * @param nanoTime the clock of the watch's reports
     * @param registry the registry for its meters
     */
    public HistoryVerticle(RecordingOptions options, LongSupplier nanoTime, Clock clock, MeterRegistry registry) {
        this(options, WRITE_INTERVAL, nanoTime, clock, registry);
    }

    /** For tests: with another interval between batches. */
    HistoryVerticle(
            RecordingOptions options,
            Duration writeInterval,
            LongSupplier nanoTime,
            Clock clock,
            MeterRegistry registry) {
        this.options = options;
        this.writeInterval = writeInterval;
        this.nanoTime = nanoTime;
        this.clock = clock;
        this.meters = new HistoryMeters(clock, registry);
    }

    @Override
    public Future<?> start() {
        cache = CacheClient.overBus(vertx.eventBus(), CACHE_TIMEOUT);
        database = new DatabaseCalls(vertx, options);
        retention = new RetentionSchedule(database, nanoTime, clock);
        reports = new StateReports(vertx.eventBus(), meters);
        return vertx.eventBus()
                .<OwnersChanged>localConsumer(BusAddresses.OWNERS_CHANGED, this::changed)
                .completion()
                .onSuccess(consuming -> stepAfter(Duration.ofMillis(1)));
    }

    private void changed(Message<OwnersChanged> message) {
        message.reply(null, BusAddresses.LOCAL);
        if (state instanceof State.ReadingMap reading) {
            reading.snapshot().add(message.body());
        } else if (state instanceof State.Recording recording) {
            recording.series().add(message.body());
            if (recording.series().waiting() > options.maxWaiting()) {
                giveUp(recording.series(), "more than " + options.maxWaiting() + " changes wait to be written");
            }
        }
    }

    private void giveUp(Series series, String reason) {
        reports.dropped(series, reason);
        state = new State.NotRecording();
    }

    private void stepAfter(Duration pause) {
        timer = vertx.setTimer(pause.toMillis(), id -> {
            running = step().onComplete(done -> stepAfter(done.succeeded() ? writeInterval : RETRY_PAUSE));
        });
    }

    /** Opens the database, or writes what has been recorded; and publishes how that went. */
    private Future<?> step() {
        return cache.confirmed()
                .compose(this::step)
                .onSuccess(done -> reports.succeeded(series()))
                .onFailure(failure -> reports.failed(failure, series()));
    }

    private Future<?> step(ConfirmedReply confirmed) {
        if (state instanceof State.Recording recording) {
            if (confirmed.lost()) {
                giveUp(recording.series(), "changes arrived faster than they were received");
                return Future.succeededFuture();
            }
            recording.series().confirmed(confirmed.confirmedAt());
            return write(recording.series()).compose(written -> retention.step());
        }
        return confirmed.synced() ? open() : Future.succeededFuture();
    }

    private Future<?> open() {
        WallClock wall = new WallClock(clock, nanoTime);
        return database.open(wall.now()).compose(opened -> {
            if (questions.isEmpty()) {
                // Before, there are no tables that could be asked.
                questions = Optional.of(new PastQuestions(vertx, database.reader()));
                questions.get().consume();
            }
            MapSnapshot snapshot = new MapSnapshot(cache);
            state = new State.ReadingMap(snapshot);
            return snapshot.read()
                    .onSuccess(map -> {
                        reports.begun(map.size(), opened.coveredTo());
                        state = new State.Recording(new Series(opened, map, wall));
                    })
                    .onFailure(failure -> state = new State.NotRecording());
        });
    }

    private Future<?> write(Series series) {
        return database.write(series).onSuccess(isOurs -> {
            if (!isOurs) {
                giveUp(series, "another process has continued this recorder meanwhile");
                return;
            }
            meters.written(series.written());
            if (series.clockHasStepped()) {
                log.warn("The clock of this machine has been set: the coverage has a gap");
                state = new State.NotRecording();
            }
        });
    }

    private Optional<Series> series() {
        return state instanceof State.Recording recording ? Optional.of(recording.series()) : Optional.empty();
    }

    /** Writes what has been recorded, if that takes no longer than a few seconds, and closes the database. */
    @Override
    public Future<?> stop() {
        vertx.cancelTimer(timer);
        return running.transform(done -> {
                    vertx.cancelTimer(timer);
                    return lastWrite();
                })
                .timeout(LAST_WRITE.toMillis(), TimeUnit.MILLISECONDS)
                .onFailure(failure -> log.warn("The last changes are not written: {}", Problems.message(failure)))
                .<Object>mapEmpty()
                .otherwiseEmpty()
                .eventually(database::close);
    }

    private Future<?> lastWrite() {
        return series().<Future<?>>map(series -> step().compose(written -> database.release(series)))
                .orElse(Future.succeededFuture());
    }
}
