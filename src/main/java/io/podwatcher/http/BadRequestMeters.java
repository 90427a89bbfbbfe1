package io.podwatcher.http;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Counts the requests that are answered 400 because of a parameter. Any thread. */
final class BadRequestMeters {

    /** The paths that read parameters; {@code /authorize} answers 403 and counts its answers itself. */
    private static final List<String> PATHS = List.of("/pod", "/pods", "/events", "/explain", "/whoami");

    private final Map<String, Counter> counters;

    /** Registers a counter for each path: one first seen at 1 would hide its first increment from rate(). */
    BadRequestMeters(MeterRegistry registry) {
        counters = PATHS.stream()
                .collect(Collectors.toMap(
                        Function.identity(),
                        path -> Counter.builder("pod.watcher.bad.requests")
                                .description("Requests that were answered 400 because of a parameter, by endpoint")
                                .tag("endpoint", path.substring(1))
                                .register(registry)));
    }

    /** A request of a route was answered 400. */
    void count(String path) {
        Counter counter = counters.get(path);
        if (counter != null) {
            counter.increment();
        }
    }
}
