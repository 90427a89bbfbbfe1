package io.podwatcher.watch.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.ConfigBuilder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.podwatcher.apiserver.ApiServer;
import io.podwatcher.fission.BadTarget;
import io.podwatcher.fission.RouterRequest;
import io.podwatcher.fission.Target;
import io.podwatcher.messages.BusAddresses;
import io.podwatcher.messages.Messages;
import io.podwatcher.messages.fission.RoutesChanged;
import io.podwatcher.messages.fission.RoutesState;
import io.podwatcher.watch.api.ClusterAccess;
import io.podwatcher.watch.lifecycle.Backoff;
import io.podwatcher.watch.resource.WatchTiming;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * A running {@link FissionVerticle} for the namespaces shop and news, and the state that it has published last. What is
 * new settles soon, so that tests need not wait for it.
 */
final class FissionUnderTest implements AutoCloseable {

    /** From a change at the API server to the state that reports it; mostly room for a busy machine. */
    static final Duration BOUND = Duration.ofSeconds(30);

    static final Duration SETTLING = Duration.ofMillis(100);
    private static final long PING_MILLIS = 250;
    private static final int REQUEST_MILLIS = 2_000;
    private static final Backoff BACKOFF =
            new Backoff(Duration.ofMillis(50), Duration.ofMillis(400), Duration.ofMillis(200));

    private final Vertx service = Vertx.vertx();
    private final Vertx apiVertx =
            Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(FissionVerticle.WORKERS));
    private final String deployment;
    private volatile RoutesState state = new RoutesState.Listing(Optional.empty());

    FissionUnderTest(ApiServer server) {
        this(server, SETTLING, Duration.ofMinutes(2));
    }

    /** With other durations until what is new is sure, and until a silent watch is given up. */
    FissionUnderTest(ApiServer server, Duration settling, Duration maxSilence) {
        ClusterAccess access = new ClusterAccess(
                new ConfigBuilder(server.config())
                        .withWebsocketPingInterval(PING_MILLIS)
                        .withRequestTimeout(REQUEST_MILLIS)
                        .withConnectionTimeout(REQUEST_MILLIS)
                        .build(),
                "test");
        Messages.register(service);
        service.eventBus()
                .<RoutesChanged>localConsumer(
                        BusAddresses.ROUTES, message -> state = message.body().state());
        FissionOptions options =
                new FissionOptions(Set.of("shop", "news"), true, new WatchTiming(maxSilence, BACKOFF), settling);
        deployment = get(apiVertx.deployVerticle(
                FissionVerticle.create(service, access, options, System::nanoTime, new SimpleMeterRegistry()),
                new DeploymentOptions().setThreadingModel(ThreadingModel.WORKER)));
    }

    /** A trigger of the API server for GET of an exact path, which runs the function of its own name. */
    static String trigger(String namespace, String name, String path) {
        return trigger(namespace, name, path, "uid-of-" + namespace + "-" + name);
    }

    static String trigger(String namespace, String name, String path, String uid) {
        return """
                {"metadata": {"namespace": "%s", "name": "%s", "uid": "%s",
                              "creationTimestamp": "2026-01-01T00:00:00Z"},
                 "spec": {"relativeurl": "%s", "methods": ["GET"],
                          "functionref": {"type": "name", "name": "%s"}}}""".formatted(namespace, name, uid, path, name);
    }

    static String function(String namespace, String name) {
        return """
                {"metadata": {"namespace": "%s", "name": "%s", "uid": "uid-of-function-%s-%s"}, "spec": {}}""".formatted(namespace, name, namespace, name);
    }

    RoutesState state() {
        return state;
    }

    /** The problem that the state names; empty if there is none. */
    String problem() {
        if (state instanceof RoutesState.Listing listing) {
            return listing.problem().orElse("");
        }
        return state instanceof RoutesState.Known known ? known.problem().orElse("") : "";
    }

    /** Waits until the state is of this type and has a problem with these words. */
    void awaitProblem(Class<? extends RoutesState> type, String words) {
        await().atMost(BOUND).untilAsserted(() -> {
            assertThat(state).isInstanceOf(type);
            assertThat(problem()).contains(words);
        });
    }

    void awaitNoProblem() {
        await().atMost(BOUND).untilAsserted(() -> assertThat(problem()).isEmpty());
    }

    /** Waits until a GET of this path runs what is expected; see {@link #target}. */
    void awaitTarget(String path, String expected) {
        await().atMost(BOUND).untilAsserted(() -> assertThat(target(path)).isEqualTo(expected));
    }

    /** What a GET of this path runs: "shop/cart", "none", "ambiguous" or "not known". */
    String target(String path) {
        if (!(state instanceof RoutesState.Known known)) {
            return "not known";
        }
        Target target = known.table().match(request(path));
        if (target instanceof Target.Found found) {
            return found.namespace() + "/" + found.possible().get(0).name();
        }
        return target instanceof Target.Unknown ? "none" : "ambiguous";
    }

    private static RouterRequest request(String path) {
        try {
            return RouterRequest.parse("GET", "h", path);
        } catch (BadTarget e) {
            throw new IllegalArgumentException(e);
        }
    }

    void undeploy() {
        get(apiVertx.undeploy(deployment));
    }

    @Override
    public void close() {
        get(apiVertx.close());
        get(service.close());
    }

    private static <T> T get(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(60, TimeUnit.SECONDS)
                .join();
    }
}
