package io.podwatcher.http.forwardauth;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.podwatcher.messages.BusAddresses;
import io.podwatcher.messages.fission.RoutesChanged;
import io.podwatcher.messages.fission.RoutesState;
import io.vertx.core.eventbus.EventBus;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * The routes of Fission's router, as they were published last. Set on the event loop of one HTTP verticle; any thread
 * may read them.
 */
public final class FissionRoutes {

    private volatile RoutesState state = new RoutesState.Listing(Optional.empty());

    private FissionRoutes() {}

    /**
     * The routes that are published from now on; none are known at first. Called on the verticle's event loop.
     *
     * @param registry gets their metrics; each HTTP verticle has the same, so those of the first are kept
     */
    public static FissionRoutes overBus(EventBus bus, MeterRegistry registry) {
        FissionRoutes routes = new FissionRoutes();
        bus.<RoutesChanged>localConsumer(
                BusAddresses.ROUTES, message -> routes.state = message.body().state());
        routes.gauge(
                registry, "pod.watcher.fission.triggers", "HTTPTriggers that are known", RoutesState.Known::triggers);
        routes.gauge(
                registry,
                "pod.watcher.fission.age.seconds",
                "Time since the API server last confirmed Fission's triggers and functions",
                known -> known.age().seconds());
        return routes;
    }

    private void gauge(
            MeterRegistry registry, String name, String description, ToDoubleFunction<RoutesState.Known> value) {
        Gauge.builder(name, () -> state instanceof RoutesState.Known known ? value.applyAsDouble(known) : Double.NaN)
                .description(description + "; NaN until they are listed")
                .register(registry);
    }

    public RoutesState state() {
        return state;
    }
}
