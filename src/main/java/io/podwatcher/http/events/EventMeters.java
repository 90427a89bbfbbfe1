package io.podwatcher.http.events;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Counts the streams of one feed and what they are told. On the event loop of its feed. */
final class EventMeters {

    private final MeterRegistry registry;
    private final String loop = Thread.currentThread().getName();
    private final List<Meter> gauges = new ArrayList<>();
    private final Map<Beginning, Counter> begun = new EnumMap<>(Beginning.class);
    private final Map<Cut, Counter> cut = new EnumMap<>(Cut.class);
    private final Counter told;

    /**
     * @param streams how many are open
     * @param heldBytes how many bytes are held for them
     */
    EventMeters(MeterRegistry registry, Supplier<Number> streams, Supplier<Number> heldBytes) {
        this.registry = registry;
        gauge("pod.watcher.event.streams", "Streams of /events that are open, by event loop", streams);
        gauge("pod.watcher.event.held.bytes", "Events that are encoded and not sent yet, by event loop", heldBytes);
        told = Counter.builder("pod.watcher.events.told")
                .description("Changes told to streams: one that ten streams are told counts ten")
                .register(registry);
        for (Beginning beginning : Beginning.values()) {
            begun.put(
                    beginning,
                    Counter.builder("pod.watcher.event.streams.begun")
                            .description("Streams by how they began: with all pods and why, or resumed")
                            .tag("beginning", beginning.word())
                            .register(registry));
        }
        for (Cut reason : Cut.values()) {
            cut.put(
                    reason,
                    Counter.builder("pod.watcher.event.streams.cut")
                            .description("Streams that were cut off, by why")
                            .tag("reason", reason.word())
                            .register(registry));
        }
    }

    private void gauge(String name, String description, Supplier<Number> value) {
        gauges.add(Gauge.builder(name, value)
                .description(description)
                .tag("loop", loop)
                .register(registry));
    }

    void begun(Beginning beginning) {
        begun.get(beginning).increment();
    }

    void cut(Cut reason) {
        cut.get(reason).increment();
    }

    void told(int events) {
        told.increment(events);
    }

    /** What is no more is not told of. */
    void close() {
        gauges.forEach(registry::remove);
    }
}
