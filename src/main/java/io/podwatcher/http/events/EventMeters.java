package io.podwatcher.http.events;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.podwatcher.http.events.cursor.StreamStart;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Owns the meters of one hub. On the event loop of that hub. */
final class EventMeters {

    private final MeterRegistry registry;
    private final String loop = Thread.currentThread().getName();
    private final List<Meter> gauges = new ArrayList<>();
    private final Map<StreamStart, Counter> started = new EnumMap<>(StreamStart.class);
    private final Map<DisconnectReason, Counter> disconnected = new EnumMap<>(DisconnectReason.class);
    private final Counter sent;
    private final Counter sentByOldName;

    /**
     * @param subscribers how many are open
     * @param heldBytes how many bytes are held for them
     */
    EventMeters(MeterRegistry registry, Supplier<Number> subscribers, Supplier<Number> heldBytes) {
        this.registry = registry;
        gauge("pod.watcher.event.streams", "Streams of /events that are open, by event loop", subscribers);
        gauge("pod.watcher.event.held.bytes", "Events that are encoded and not sent yet, by event loop", heldBytes);
        sent = Counter.builder("pod.watcher.events.sent")
                .description("Changes sent to streams: one that is sent to ten streams counts ten times")
                .register(registry);
        sentByOldName = Counter.builder("pod.watcher.events.told")
                .description("The old name of pod_watcher_events_sent_total, until the next release")
                .register(registry);
        for (StreamStart start : StreamStart.values()) {
            started.put(
                    start,
                    Counter.builder("pod.watcher.event.streams.begun")
                            .description("Streams by how they started: with a snapshot and why, or resumed")
                            .tag("beginning", start.code())
                            .register(registry));
        }
        for (DisconnectReason reason : DisconnectReason.values()) {
            disconnected.put(
                    reason,
                    Counter.builder("pod.watcher.event.streams.cut")
                            .description("Streams that were disconnected, by reason")
                            .tag("reason", reason.code())
                            .register(registry));
        }
    }

    private void gauge(String name, String description, Supplier<Number> value) {
        gauges.add(Gauge.builder(name, value)
                .description(description)
                .tag("loop", loop)
                .register(registry));
    }

    void started(StreamStart start) {
        started.get(start).increment();
    }

    void disconnected(DisconnectReason reason) {
        disconnected.get(reason).increment();
    }

    void sent(int changes) {
        sent.increment(changes);
        sentByOldName.increment(changes);
    }

    /** Removes the gauges, which would keep the hub in memory and report stale values. */
    void close() {
        gauges.forEach(registry::remove);
    }
}
