package io.podwatcher.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.podwatcher.messages.map.StatusReply;
import io.podwatcher.messages.watch.RestartReason;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** What the cache says of itself and of the watch, as meters: as it was when last asked. Any thread. */
final class StatusMeters {

    private final MeterRegistry registry;
    private volatile Optional<StatusReply> status = Optional.empty();

    StatusMeters(MeterRegistry registry) {
        this.registry = registry;
        gauge("pod.watcher.synced", "Whether a complete list has been applied", status -> status.synced() ? 1 : 0);
        gauge(
                "pod.watcher.pods",
                "Pods that are known, those without an IP of their own included",
                status -> status.size().pods());
        gauge(
                "pod.watcher.ips",
                "IPs that have an owner",
                status -> status.size().ownedIps());
        gauge(
                "pod.watcher.ambiguous.ips",
                "IPs that are refused because more than one pod claims them",
                status -> status.size().ambiguousIps());
        gauge(
                "pod.watcher.watch.age.seconds",
                "Time since the API server last confirmed the map; 0 before the first list",
                status -> status.age().seconds());
        gauge(
                "pod.watcher.watch.failures",
                "Lists and watches that have failed in a row",
                status -> status.watch().failures());
        gauge("pod.watcher.waiting.lookups", "Lookups that wait until a pod owns their IP", StatusReply::waiting);
        counter(
                "pod.watcher.waiting.lookups.refused",
                "Lookups that were refused because too many others waited",
                StatusReply::waitsRefused);
        gauge(
                "pod.watcher.parked.lookups",
                "The old name of pod_watcher_waiting_lookups, until the next release",
                StatusReply::waiting);
        counter(
                "pod.watcher.parked.lookups.refused",
                "The old name of pod_watcher_waiting_lookups_refused_total, until the next release",
                StatusReply::waitsRefused);
        for (RestartReason reason : RestartReason.values()) {
            countRestarts(reason);
        }
    }

    private void gauge(String name, String description, ToDoubleFunction<StatusReply> value) {
        Gauge.builder(name, this, self -> self.value(value))
                .description(description)
                .register(registry);
    }

    private void counter(String name, String description, ToDoubleFunction<StatusReply> value) {
        FunctionCounter.builder(name, this, self -> self.value(value))
                .description(description)
                .register(registry);
    }

    /** Without an answer of the cache there is no value, which an alert can see. */
    private double value(ToDoubleFunction<StatusReply> value) {
        return status.map(value::applyAsDouble).orElse(Double.NaN);
    }

    /**
     * Takes what the cache says now.
     *
     * @param now empty when it does not answer
     */
    void set(Optional<StatusReply> now) {
        status = now;
    }

    /**
     * Each from 0 on, as soon as the cache answers: of a counter that is born with its first time Prometheus does not
     * see that one.
     */
    private void countRestarts(RestartReason reason) {
        FunctionCounter.builder(
                        "pod.watcher.watch.restarts",
                        this,
                        self -> self.value(status -> status.watch().restarts().getOrDefault(reason, 0L)))
                .description("Lists and watches that had to be begun again, by what had gone wrong")
                .tag("reason", reason.word())
                .register(registry);
    }
}
