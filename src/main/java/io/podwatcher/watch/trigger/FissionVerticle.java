package io.podwatcher.watch.trigger;

import io.micrometer.core.instrument.MeterRegistry;
import io.podwatcher.fission.HttpTrigger;
import io.podwatcher.fission.RouteTable;
import io.podwatcher.log.RateLimit;
import io.podwatcher.messages.BusAddresses;
import io.podwatcher.messages.fission.RoutesChanged;
import io.podwatcher.messages.fission.RoutesState;
import io.podwatcher.messages.watch.WatchAge;
import io.podwatcher.messages.watch.WatchReport;
import io.podwatcher.watch.api.ClusterAccess;
import io.podwatcher.watch.api.ResourceKind;
import io.podwatcher.watch.api.WatchedResource;
import io.podwatcher.watch.resource.Worker;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * Keeps the table of routes up to date with Fission's triggers and functions, and publishes it to the HTTP verticles. A
 * worker verticle; each kind is watched by a {@link KindVerticle} that it deploys. It retries forever, also while
 * Fission is not installed.
 */
public final class FissionVerticle extends VerticleBase {

    /** The threads that it needs: one for itself, and one for each kind. */
    public static final int WORKERS = 3;

    /** A table is made at most this often, because that takes longer the more triggers there are. */
    private static final Duration INTERVAL = Duration.ofMillis(100);

    private final Vertx service;
    private final ClusterAccess access;
    private final FissionOptions options;
    private final LongSupplier nanoTime;
    private final RouterState router;
    private final TriggerReader reader;
    private final RoutesMeters meters;
    private Watched triggers = Watched.initially(HttpTriggerResource.KIND.plural());
    private Watched functions = Watched.initially(FunctionResource.KIND.plural());
    private RoutesState published = new RoutesState.Listing(Optional.empty());
    private RouteTable table;
    private long tableMadeAt;
    private Optional<Long> completeAt = Optional.empty();
    private Worker worker;

    private FissionVerticle(
            Vertx service,
            ClusterAccess access,
            FissionOptions options,
            LongSupplier nanoTime,
            MeterRegistry registry) {
        this.meters = new RoutesMeters(registry);
        this.service = service;
        this.access = access;
        this.options = options;
        this.nanoTime = nanoTime;
        this.reader = new TriggerReader(nanoTime);
        this.router = new RouterState(options.namespaces(), options.settling(), new RateLimit(nanoTime, 5));
        this.table = RouteTable.empty(options.ordered());
        this.tableMadeAt = nanoTime.getAsLong();
    }

    /**
     * A new one. The result is a {@link VerticleBase}, because the JVM would load this class to check a caller that
     * takes it for one, also while FISSION is off.
     *
     * @param service the Vertx of the HTTP verticles, not the one that the verticle is deployed on
     * @param access the API server
     * @param nanoTime the clock, shared with the HTTP verticles
     * @param registry the registry for its meters
     */
    public static VerticleBase create(
            Vertx service,
            ClusterAccess access,
            FissionOptions options,
            LongSupplier nanoTime,
            MeterRegistry registry) {
        return new FissionVerticle(service, access, options, nanoTime, registry);
    }

    @Override
    public Future<?> start() {
        worker = new Worker(context);
        worker.every(INTERVAL, this::publish);
        return Future.all(
                deploy(HttpTriggerResource.KIND, reader::read, this::triggersChanged, report -> {
                    triggers = triggers.with(report);
                }),
                deploy(FunctionResource.KIND, ObjectId::of, this::functionsChanged, report -> {
                    functions = functions.with(report);
                }));
    }

    private <R extends WatchedResource, V> Future<?> deploy(
            ResourceKind<R> kind,
            Function<R, V> read,
            Consumer<ObjectChanges.Batch<V>> changed,
            Consumer<WatchReport> reported) {
        KindVerticle.Listener<V> listener = new KindVerticle.Listener<>() {

            @Override
            public void changed(ObjectChanges.Batch<V> batch) {
                worker.later(() -> changed.accept(batch));
            }

            @Override
            public void reported(WatchReport report) {
                worker.later(() -> reported.accept(report));
            }
        };
        return vertx.deployVerticle(
                new KindVerticle<>(access, kind, options.timing(), nanoTime, read, listener),
                new DeploymentOptions().setThreadingModel(ThreadingModel.WORKER));
    }

    private void triggersChanged(ObjectChanges.Batch<HttpTrigger> batch) {
        long now = nanoTime.getAsLong();
        batch.forEach(
                trigger -> router.put(trigger, now),
                id -> router.removeTrigger(id, now),
                all -> router.retainTriggers(all, now));
        triggers = triggers.with(batch.complete());
        publishSoon(now);
    }

    private void functionsChanged(ObjectChanges.Batch<ObjectId> batch) {
        long now = nanoTime.getAsLong();
        batch.forEach(
                function -> router.put(function, now),
                id -> router.removeFunction(id, now),
                all -> router.retainFunctions(all, now));
        functions = functions.with(batch.complete());
        publishSoon(now);
    }

    /** Publishes now, unless a table has just been made. */
    private void publishSoon(long now) {
        if (now - tableMadeAt >= INTERVAL.toNanos()) {
            publish();
        }
    }

    private void publish() {
        RoutesState state = state();
        if (!state.equals(published)) {
            published = state;
            meters.set(state);
            service.eventBus().publish(BusAddresses.ROUTES, new RoutesChanged(state), BusAddresses.LOCAL);
        }
    }

    private RoutesState state() {
        Optional<String> problem = Stream.of(triggers.problem(), functions.problem())
                .flatMap(Optional::stream)
                .findFirst();
        long now = nanoTime.getAsLong();
        Optional<WatchAge> age = age();
        if (age.isEmpty()) {
            return triggers.isMissing() || functions.isMissing()
                    ? new RoutesState.NotInstalled()
                    : new RoutesState.Listing(problem);
        }
        completeAt = Optional.of(completeAt.orElse(now));
        if (now - completeAt.get() < options.settling().toNanos()) {
            return new RoutesState.Settling(problem);
        }
        if (router.hasChanged(now)) {
            table = table.with(router.entries(now));
            tableMadeAt = now;
        }
        return new RoutesState.Known(table, router.triggers(), age.get(), problem);
    }

    /** The older of the two; empty until both have been listed. */
    private Optional<WatchAge> age() {
        Optional<Long> first = triggers.confirmedAt();
        Optional<Long> second = functions.confirmedAt();
        return first.isPresent() && second.isPresent()
                ? Optional.of(new WatchAge(first.get() - second.get() < 0 ? first.get() : second.get(), nanoTime))
                : Optional.empty();
    }
}
