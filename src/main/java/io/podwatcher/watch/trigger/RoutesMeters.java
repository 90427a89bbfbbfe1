package io.podwatcher.watch.trigger;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.podwatcher.messages.fission.RoutesState;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** Measures the routes that were published last. Any thread. */
final class RoutesMeters {

    private volatile RoutesState state = new RoutesState.Listing(Optional.empty());

    RoutesMeters(MeterRegistry registry) {
        gauge(registry, "pod.watcher.fission.triggers", "HTTPTriggers that are known", RoutesState.Known::triggers);
        gauge(
                registry,
                "pod.watcher.fission.age.seconds",
                "Time since the API server last confirmed Fission's triggers and functions",
                known -> known.age().seconds());
    }

    private void gauge(
            MeterRegistry registry, String name, String description, ToDoubleFunction<RoutesState.Known> value) {
        Gauge.builder(name, () -> state instanceof RoutesState.Known known ? value.applyAsDouble(known) : Double.NaN)
                .description(description + "; NaN until they are listed")
                .register(registry);
    }

    void set(RoutesState published) {
        state = published;
    }
}
