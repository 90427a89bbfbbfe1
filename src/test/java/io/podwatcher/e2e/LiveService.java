package io.podwatcher.e2e;

import static org.awaitility.Awaitility.await;

import io.podwatcher.integration.service.HttpAnswers;
import io.podwatcher.process.ServiceProcess;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A running process of the service, asked over HTTP. On the thread of a test. */
final class LiveService {

    /** From a change at the API server to the answer that tells of it; mostly room for a busy machine. */
    static final Duration BOUND = Duration.ofSeconds(30);

    private final ServiceProcess process;
    private final HttpAnswers http;

    LiveService(ServiceProcess process, int port) {
        this.process = process;
        this.http = new HttpAnswers(port);
    }

    LiveService awaitReady() {
        await().atMost(BOUND).ignoreExceptions().until(() -> status("/ready") == 200);
        return this;
    }

    /** Waits until readiness is told with these words. */
    void awaitReadiness(int status, String words) {
        await().atMost(BOUND).ignoreExceptions().until(() -> {
            HttpResponse<String> ready = http.get("/ready");
            return ready.statusCode() == status && ready.body().contains(words);
        });
    }

    /**
     * Waits until the watch has no problem of these words any more; readiness tells so a moment after the watch works.
     */
    void awaitProblemIsOver(String words) {
        await().atMost(BOUND).until(() -> !watch().getString("problem", "").contains(words));
    }

    /** Waits until this pod owns this IP. */
    void awaitOwner(String ip, String name) {
        await().atMost(BOUND).until(() -> owner(ip).equals(Optional.of(name)));
    }

    void awaitNobodyAt(String ip) {
        await().atMost(BOUND).until(() -> status("/pod?ip=" + ip) == 404);
    }

    /** The name of the pod that owns this IP. */
    Optional<String> owner(String ip) {
        return Optional.ofNullable(pod(ip).getString("name"));
    }

    JsonObject pod(String ip) {
        return json("/pod?ip=" + ip);
    }

    CompletableFuture<HttpResponse<String>> ask(String path) {
        return http.ask(path);
    }

    int status(String path) {
        return http.get(path).statusCode();
    }

    JsonObject json(String path) {
        return new JsonObject(http.get(path).body());
    }

    /** The watch, as readiness tells of it. */
    JsonObject watch() {
        return json("/ready").getJsonArray("checks").stream()
                .map(JsonObject.class::cast)
                .filter(check -> "watch".equals(check.getString("id")))
                .findFirst()
                .orElseThrow()
                .getJsonObject("data");
    }

    /** Seconds since the API server has confirmed what is known. */
    int watchAge() {
        return watch().getInteger("age_seconds");
    }
}
