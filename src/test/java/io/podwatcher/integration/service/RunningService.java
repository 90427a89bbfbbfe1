package io.podwatcher.integration.service;

import io.podwatcher.Pauses;
import io.podwatcher.PodWatcher;
import io.podwatcher.settings.Settings;
import io.podwatcher.watch.api.ClusterAccess;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** The whole service inside the test, on a free port. */
public final class RunningService implements AutoCloseable {

    private final PodWatcher service;
    private final HttpAnswers http;

    private RunningService(PodWatcher service) {
        this.service = service;
        this.http = new HttpAnswers(service.port());
    }

    /** Starts the service on a free port, with more settings given as NAME=value. */
    public static RunningService start(ClusterAccess access, String... more) throws Exception {
        return start(access, System::nanoTime, Pauses.USUAL, more);
    }

    /** The same by another clock and with other pauses. */
    public static RunningService start(ClusterAccess access, LongSupplier nanoTime, Pauses pauses, String... more)
            throws Exception {
        Map<String, String> variables = new HashMap<>(Map.of("PORT", "0", "HOST", "127.0.0.1", "HTTP_INSTANCES", "1"));
        for (String setting : more) {
            variables.put(setting.substring(0, setting.indexOf('=')), setting.substring(setting.indexOf('=') + 1));
        }
        Settings settings = Settings.from(variables);
        return new RunningService(PodWatcher.start(settings, access, nanoTime, pauses)
                .toCompletionStage()
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS));
    }

    public HttpResponse<String> get(String path) {
        return http.get(path);
    }

    /** The port that it listens on. */
    public int port() {
        return service.port();
    }

    public int status(String path) {
        return http.get(path).statusCode();
    }

    public String text(String path) {
        return http.get(path).body();
    }

    public JsonObject json(String path) {
        return new JsonObject(http.get(path).body());
    }

    @Override
    public void close() {
        service.stop()
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }
}
