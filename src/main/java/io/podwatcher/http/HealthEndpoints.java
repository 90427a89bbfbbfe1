package io.podwatcher.http;

import io.podwatcher.http.exchange.JsonReplies;
import io.podwatcher.http.forwardauth.question.FissionRoutes;
import io.podwatcher.http.history.RecordingState;
import io.podwatcher.messages.CacheClient;
import io.podwatcher.messages.fission.RoutesState;
import io.podwatcher.messages.map.StatusReply;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.healthchecks.CheckResult;
import io.vertx.ext.healthchecks.HealthChecks;
import io.vertx.ext.healthchecks.Status;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * {@code GET /health} and {@code GET /ready}: liveness is whether the event loops answer, readiness whether their
 * answers are reliable. On the event loop of its HTTP verticle.
 */
final class HealthEndpoints {

    /** Longer than a busy loop needs, shorter than the 3 seconds that a probe's timeout should have at least. */
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    /** The library's own timeout in milliseconds, which gives no reason; ours always expires first. */
    private static final long CHECK_TIMEOUT = 2 * TIMEOUT.toMillis();

    private final Vertx vertx;
    private final CacheClient cache;
    private final Duration watchMaxAge;
    private final Optional<FissionRoutes> fission;
    private final Optional<RecordingState> history;
    private final BooleanSupplier draining;

    /**
     * @param watchMaxAge above this age of the map the service is not ready
     * @param fission the routes of Fission's router; empty if FISSION is off
     * @param history the state of recording; empty without a history
     * @param draining whether the process is about to stop
     */
    HealthEndpoints(
            Vertx vertx,
            Duration watchMaxAge,
            Optional<FissionRoutes> fission,
            Optional<RecordingState> history,
            BooleanSupplier draining) {
        this.vertx = vertx;
        this.cache = CacheClient.overBus(vertx.eventBus(), TIMEOUT);
        this.watchMaxAge = watchMaxAge;
        this.fission = fission;
        this.history = history;
        this.draining = draining;
    }

    void health(HttpServerRequest request) {
        Future<StatusReply> status = cache.status();
        HealthChecks liveness =
                HealthChecks.create(vertx).register("cache", CHECK_TIMEOUT, check(status, answered -> Status.OK()));
        answer(request, status, liveness, "healthy", "unhealthy");
    }

    void ready(HttpServerRequest request) {
        Future<StatusReply> status = cache.status();
        HealthChecks readiness = HealthChecks.create(vertx)
                .register("serving", promise -> promise.complete(serving()))
                .register("synced", CHECK_TIMEOUT, check(status, this::synced))
                .register("watch", CHECK_TIMEOUT, check(status, this::watch));
        fission.ifPresent(
                routes -> readiness.register("fission", promise -> promise.complete(fission(routes.state()))));
        // Without a lambda of its parameter, which would load its class.
        if (history.isPresent()) {
            readiness.register("history", this::history);
        }
        answer(request, status, readiness, "ready", "not ready");
    }

    private static Handler<Promise<Status>> check(Future<StatusReply> status, Function<StatusReply, Status> check) {
        return promise -> status.map(check)
                .otherwise(failure -> down("the cache does not answer: " + failure.getMessage()))
                .onComplete(promise);
    }

    private void answer(
            HttpServerRequest request, Future<StatusReply> status, HealthChecks checks, String up, String down) {
        // The count is 0 if the cache does not reply; the checks then show why.
        Future<Integer> count = status.map(reply -> reply.size().ownedIps()).otherwise(0);
        Future.all(checks.checkStatus(), count).onComplete(done -> {
            CheckResult result = done.result().resultAt(0);
            JsonObject body = new JsonObject()
                    .put("status", result.getUp() ? up : down)
                    .put("pod_count", count.result())
                    .mergeIn(withoutStatus(result.toJson()));
            JsonReplies.json(request.response(), result.getUp() ? 200 : 503, body.toBuffer());
        });
    }

    /**
     * Removes the library's status, which is also in "outcome": our "status" has the values that earlier clients
     * expect.
     */
    private static JsonObject withoutStatus(JsonObject result) {
        result.remove("status");
        return result;
    }

    private Status serving() {
        return draining.getAsBoolean()
                ? down("shutting down: requests in flight are finished, new ones go elsewhere")
                : Status.OK();
    }

    private Status synced(StatusReply status) {
        if (status.synced()) {
            return Status.OK();
        }
        String progress =
                status.watch().listed() == 0 ? "" : ", " + status.watch().listed() + " pods so far";
        String problem = status.watch().problem().map(text -> ": " + text).orElse("");
        return down("the first list of pods is not complete" + progress + problem);
    }

    private Status watch(StatusReply status) {
        long age = status.age().seconds();
        JsonObject data = new JsonObject()
                .put("age_seconds", age)
                .put("failures", status.watch().failures());
        status.watch().problem().ifPresent(problem -> data.put("problem", problem));
        status.watch()
                .lastError()
                .ifPresent(error -> data.put("last_error", error.message())
                        .put(
                                "last_error_at",
                                error.at().truncatedTo(ChronoUnit.SECONDS).toString()));
        if (!status.watch().restarts().isEmpty()) {
            Map<String, Object> byReason = new TreeMap<>();
            status.watch().restarts().forEach((reason, times) -> byReason.put(reason.code(), times));
            data.put("restarts", new JsonObject(byReason));
        }
        if (age > watchMaxAge.toSeconds()) {
            return down("the API server has been silent for " + age + " s, more than WATCH_MAX_AGE", data);
        }
        return Status.OK(data);
    }

    /**
     * Ready also without Fission, and while its watch has a problem: pods are looked up as ever, and calls of functions
     * are denied with a reason.
     */
    private static Status fission(RoutesState state) {
        if (state instanceof RoutesState.Listing listing) {
            return down("Fission's triggers are not listed yet"
                    + listing.problem().map(problem -> ": " + problem).orElse(""));
        }
        if (state instanceof RoutesState.Settling settling) {
            return down("Fission's triggers have just been listed, and its router may not know all of them yet"
                    + settling.problem().map(problem -> ": " + problem).orElse(""));
        }
        if (state instanceof RoutesState.Known known) {
            JsonObject data = new JsonObject()
                    .put("triggers", known.triggers())
                    .put("age_seconds", known.age().seconds());
            known.problem().ifPresent(problem -> data.put("problem", problem));
            return Status.OK(data);
        }
        return Status.OK(new JsonObject()
                .put("problem", "the API server does not know Fission's HTTPTriggers: Fission is not installed"));
    }

    /** Ready also while nothing can be recorded: pods are looked up as ever. */
    private void history(Promise<Status> promise) {
        promise.complete(Status.OK(history.orElseThrow().json()));
    }

    private static Status down(String reason) {
        return down(reason, new JsonObject());
    }

    private static Status down(String reason, JsonObject data) {
        return Status.KO(data.put("reason", reason));
    }
}
