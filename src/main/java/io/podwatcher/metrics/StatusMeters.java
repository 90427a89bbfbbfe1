package io.podwatcher.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.podwatcher.messages.map.StatusReply;
import io.podwatcher.messages.watch.RestartReason;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** Meters of the cache and the watch, as of the cache's last status reply. Any thread. */
final class StatusMeters {

    private final MeterRegistry registry;
    private volatile Optional<StatusReply> status = Optional.empty();

    StatusMeters(MeterRegistry registry) {
        this.registry = registry;
        gauge("pod.watcher.synced", "Whether a complete list has been applied", status -> status.synced() ? 1 : 0);
        gauge(
                "pod.watcher.pods",
                "Pods that are known, including those without an IP of their own",
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

    /** NaN without a reply of the cache, which an alert can detect. */
    private double value(ToDoubleFunction<StatusReply> value) {
        return status.map(value::applyAsDouble).orElse(Double.NaN);
    }

    /**
     * Sets the cache's status.
     *
     * @param now empty if the cache did not reply
     */
    void set(Optional<StatusReply> now) {
        status = now;
    }

    /** Registered up front: a counter first seen at 1 hides its first increment from rate(). */
    private void countRestarts(RestartReason reason) {
        FunctionCounter.builder(
                        "pod.watcher.watch.restarts",
                        this,
                        self -> self.value(status -> status.watch().restarts().getOrDefault(reason, 0L)))
                .description("Lists and watches that had to be restarted, by reason")
                .tag("reason", reason.code())
                .register(registry);
    }
}
