package io.podwatcher;

import io.micrometer.core.instrument.MeterRegistry;
import io.podwatcher.history.HistoryVerticle;
import io.podwatcher.history.RecordingOptions;
import io.podwatcher.http.history.HistoryOptions;
import io.podwatcher.settings.HistorySettings;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.function.LongSupplier;

/** Deploys what records owners. Loaded only if something does. */
final class HistoryRecording {

    private HistoryRecording() {}

    /** Complete when changes are received. The database may be away: it is connected to when it is there. */
    static Future<String> deploy(Vertx vertx, HistorySettings settings, LongSupplier nanoTime, MeterRegistry registry) {
        RecordingOptions options = new RecordingOptions(
                settings.url(), settings.keep(), settings.maxIntervals(), RecordingOptions.MAX_WAITING);
        return vertx.deployVerticle(
                new HistoryVerticle(options, nanoTime, Clock.systemUTC(), registry),
                new DeploymentOptions()
                        .setThreadingModel(ThreadingModel.WORKER)
                        .setWorkerPoolName("history")
                        .setWorkerPoolSize(HistoryVerticle.THREADS));
    }

    static HistoryOptions options(HistorySettings settings) {
        return new HistoryOptions(settings.keep(), Clock.systemUTC());
    }
}
