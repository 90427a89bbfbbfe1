package io.podwatcher.history;

import io.podwatcher.history.store.Batch;
import io.podwatcher.history.store.Database;
import io.podwatcher.history.store.PastReader;
import io.podwatcher.history.store.Recorders;
import io.podwatcher.history.store.Recorders.Opened;
import io.podwatcher.history.store.Retention;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.UUID;

/**
 * What this process writes to the database. Each call blocks another thread of the pool than the one that calls. On the
 * context of the history verticle.
 */
final class DatabaseCalls {

    private final Vertx vertx;
    private final Database database;
    private final Recorders recorders;
    private final Retention retention;
    private final String holder = UUID.randomUUID().toString();

    DatabaseCalls(Vertx vertx, RecordingOptions options) {
        this.vertx = vertx;
        this.database = new Database(options.url());
        this.recorders = new Recorders(database, options.isEmbedded());
        this.retention = new Retention(database, options.keep(), options.maxIntervals());
    }

    PastReader reader() {
        return new PastReader(database);
    }

    /** Creates the tables if need be, and continues a recorder or creates one. */
    Future<Opened> open(Instant now) {
        return vertx.executeBlocking(
                () -> {
                    database.migrate();
                    return recorders.open(holder, now);
                },
                false);
    }

    /**
     * Writes the next batch of a series.
     *
     * @return false if another process has the recorder now
     */
    Future<Boolean> write(Series series) {
        Batch batch = series.next();
        long number = series.number();
        return vertx.executeBlocking(() -> recorders.write(series.recorder(), holder, number, batch), false);
    }

    /** Another process may continue the series at once. */
    Future<?> release(Series series) {
        return vertx.executeBlocking(
                () -> {
                    recorders.release(series.recorder(), holder);
                    return null;
                },
                false);
    }

    /**
     * Removes some of what is too old or too much.
     *
     * @return whether more is left
     */
    Future<Boolean> removeSome(Instant now) {
        return vertx.executeBlocking(() -> retention.removeSome(now), false);
    }

    Future<?> close() {
        return vertx.executeBlocking(
                () -> {
                    database.close();
                    return null;
                },
                false);
    }
}
