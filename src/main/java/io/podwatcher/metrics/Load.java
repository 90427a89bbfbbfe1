package io.podwatcher.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Samples lookups per second, their 99th percentile and untrusted X-Forwarded-For headers over the last quarter of an
 * hour, for users without Prometheus. On the metrics worker.
 */
final class Load {

    static final Duration INTERVAL = Duration.ofSeconds(5);

    private static final int KEPT = 180;

    private final MeterRegistry registry;
    private final LongSupplier nanoTime;
    private final Clock clock;
    private final Deque<JsonObject> samples = new ArrayDeque<>(KEPT);
    private LookupTotals before;
    private double untrustedBefore;
    private long beforeAt;

    /**
     * @param registry the registry with the meters of lookups
     * @param nanoTime the clock that measures intervals
     * @param clock the clock for the times in samples
     */
    Load(MeterRegistry registry, LongSupplier nanoTime, Clock clock) {
        this.registry = registry;
        this.nanoTime = nanoTime;
        this.clock = clock;
        this.before = LookupTotals.read(registry);
        this.beforeAt = nanoTime.getAsLong();
    }

    /** Takes a sample. The interval is measured, because a busy worker runs its timers late. */
    void sample() {
        LookupTotals now = LookupTotals.read(registry);
        long at = nanoTime.getAsLong();
        double seconds = (at - beforeAt) / (double) TimeUnit.SECONDS.toNanos(1);
        if (seconds <= 0) {
            return;
        }
        OptionalDouble p99 = now.quantileSince(before, 0.99);
        double untrusted = untrustedForwarded();
        if (samples.size() == KEPT) {
            samples.removeFirst();
        }
        samples.addLast(new JsonObject()
                .put("at", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString())
                .put("lookups_per_second", rounded(now.lookupsSince(before) / seconds, 10))
                .put("p99_seconds", p99.isPresent() ? rounded(p99.getAsDouble(), 1_000_000) : null)
                .put("untrusted_forwarded", Math.round(untrusted - untrustedBefore)));
        before = now;
        untrustedBefore = untrusted;
        beforeAt = at;
    }

    private double untrustedForwarded() {
        return registry.find("pod.watcher.untrusted.forwarded").counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    private boolean isAudit() {
        Gauge audit = registry.find("pod.watcher.authorize.audit").gauge();
        return audit != null && audit.value() > 0;
    }

    private static double rounded(double value, int parts) {
        return Math.round(value * parts) / (double) parts;
    }

    /** All samples, oldest first, and what the page must warn of. */
    Buffer json() {
        JsonArray all = new JsonArray();
        samples.forEach(all::add);
        return new JsonObject()
                .put("authorize_mode", isAudit() ? "audit" : "enforce")
                .put("interval_seconds", INTERVAL.toSeconds())
                .put("samples", all)
                .toBuffer();
    }
}
