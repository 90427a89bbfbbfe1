package io.podwatcher.cache;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** How long events take from being read to being in the map, for Prometheus. Any thread. */
final class EventLag {

    private static final Duration[] BUCKETS = {
        Duration.ofMillis(1),
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofSeconds(1),
        Duration.ofSeconds(10)
    };

    private final Timer lag;

    EventLag(MeterRegistry registry) {
        lag = Timer.builder("pod.watcher.watch.event.lag")
                .description("From reading an event of the watch to answering by it")
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }

    void was(long nanos) {
        lag.record(nanos, TimeUnit.NANOSECONDS);
    }
}
