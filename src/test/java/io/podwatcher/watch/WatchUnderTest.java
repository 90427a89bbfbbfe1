package io.podwatcher.watch;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.podwatcher.watch.api.ClusterAccess;
import io.podwatcher.watch.api.WatchScope;
import io.podwatcher.watch.lifecycle.Backoff;
import io.podwatcher.watch.resource.WatchTiming;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** A running watch verticle, and the cache that it tells. */
final class WatchUnderTest implements AutoCloseable {

    static final WatchScope ALL = WatchScope.ofPods(Optional.empty(), Optional.empty(), Optional.empty());

    private static final Backoff BACKOFF =
            new Backoff(Duration.ofMillis(100), Duration.ofSeconds(1), Duration.ofMillis(500));

    private final Vertx vertx = Vertx.vertx();
    private final Vertx apiVertx;
    private final String deployment;
    final MeterRegistry registry;
    final FakeCache cache = new FakeCache(vertx);

    WatchUnderTest(ClusterAccess access) {
        this(access, ALL);
    }

    WatchUnderTest(ClusterAccess access, WatchScope scope) {
        this(access, scope, new VertxOptions());
    }

    /**
     * @param options for the Vertx of the connections
     */
    WatchUnderTest(ClusterAccess access, WatchScope scope, VertxOptions options) {
        this(access, scope, options, System::nanoTime, new SimpleMeterRegistry());
    }

    private WatchUnderTest(
            ClusterAccess access,
            WatchScope scope,
            VertxOptions options,
            LongSupplier nanoTime,
            MeterRegistry registry) {
        this.registry = registry;
        apiVertx = Vertx.vertx(options);
        deployment = get(apiVertx.deployVerticle(
                new WatchVerticle(
                        vertx,
                        access,
                        new WatchOptions(scope, List.of(), new WatchTiming(Duration.ofMinutes(2), BACKOFF)),
                        nanoTime,
                        registry),
                new DeploymentOptions().setThreadingModel(ThreadingModel.WORKER)));
    }

    /** With a clock of the test's own. */
    static WatchUnderTest byClock(ClusterAccess access, LongSupplier nanoTime) {
        return new WatchUnderTest(access, ALL, new VertxOptions(), nanoTime, new SimpleMeterRegistry());
    }

    /** With meters of the test's own. */
    static WatchUnderTest countedBy(MeterRegistry registry, ClusterAccess access) {
        return new WatchUnderTest(access, ALL, new VertxOptions(), System::nanoTime, registry);
    }

    void stop() {
        get(apiVertx.undeploy(deployment));
    }

    @Override
    public void close() {
        get(apiVertx.close());
        get(vertx.close());
    }

    private static <T> T get(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }
}
