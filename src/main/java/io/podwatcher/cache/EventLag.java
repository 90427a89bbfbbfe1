package io.podwatcher.cache;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Measures the time from reading an event to applying it to the map. Any thread. */
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

    private final LongSupplier nanoTime;
    private final Timer lag;

    EventLag(LongSupplier nanoTime, MeterRegistry registry) {
        this.nanoTime = nanoTime;
        lag = Timer.builder("pod.watcher.watch.event.lag")
                .description("From reading a watch event to applying it to the map")
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }

    /**
     * Records that an event has just been applied.
     *
     * @param readAt when it was read, by the same clock
     */
    void record(long readAt) {
        lag.record(nanoTime.getAsLong() - readAt, TimeUnit.NANOSECONDS);
    }
}
