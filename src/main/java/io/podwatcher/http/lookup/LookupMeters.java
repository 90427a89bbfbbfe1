package io.podwatcher.http.lookup;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.podwatcher.messages.lookup.LookupResult;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Counts the lookups of one endpoint, and times one in {@value #TIMED_ONE_IN}: reading the clock twice and finding the
 * bucket would take a twentieth of the time of a lookup. On the event loop of its HTTP verticle.
 */
public final class LookupMeters {

    /** The start of a lookup that is not timed, for example one that may wait for its IP. */
    public static final long UNTIMED = Long.MIN_VALUE;

    private static final int TIMED_ONE_IN = 16;

    private static final Duration[] BUCKETS = {
        Duration.ofNanos(50_000),
        Duration.ofNanos(100_000),
        Duration.ofNanos(250_000),
        Duration.ofNanos(500_000),
        Duration.ofMillis(1),
        Duration.ofNanos(2_500_000),
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(100),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5)
    };

    private final Counter owned;
    private final Counter ambiguous;
    private final Counter overloaded;
    private final Counter behind;
    private final Map<LookupResult.Refused, Counter> refused = new EnumMap<>(LookupResult.Refused.class);
    private final Timer time;
    private long begun;

    /**
     * @param endpoint without the slash
     */
    public LookupMeters(MeterRegistry registry, String endpoint) {
        owned = counter(registry, endpoint, "owned");
        ambiguous = counter(registry, endpoint, LookupResult.Ambiguous.CODE);
        overloaded = counter(registry, endpoint, "overloaded");
        behind = counter(registry, endpoint, VersionCheck.CODE);
        for (LookupResult.Refused reason : LookupResult.Refused.values()) {
            refused.put(reason, counter(registry, endpoint, reason.code()));
        }
        time = Timer.builder("pod.watcher.lookup")
                .description("From reading a lookup to knowing its answer, of one lookup in " + TIMED_ONE_IN
                        + "; those that may wait for an IP are left out")
                .tag("endpoint", endpoint)
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }

    private static Counter counter(MeterRegistry registry, String endpoint, String result) {
        return Counter.builder("pod.watcher.lookups")
                .description("Lookups by their result")
                .tag("endpoint", endpoint)
                .tag("result", result)
                .register(registry);
    }

    /** Called at the start of a lookup that does not wait for its IP; returns the argument for {@link #answered}. */
    public long start() {
        return begun++ % TIMED_ONE_IN == 0 ? System.nanoTime() : UNTIMED;
    }

    /**
     * The map has answered.
     *
     * @param since what {@link #start} returned, or {@link #UNTIMED}
     */
    public void answered(LookupResult lookup, long since) {
        counter(lookup).increment();
        if (since != UNTIMED) {
            time.record(System.nanoTime() - since, TimeUnit.NANOSECONDS);
        }
    }

    private Counter counter(LookupResult lookup) {
        if (lookup instanceof LookupResult.Refused reason) {
            return refused.get(reason);
        }
        return lookup instanceof LookupResult.Ambiguous ? ambiguous : owned;
    }

    /** The map has not reached the version that was asked for. */
    public void behind() {
        behind.increment();
    }

    /** There was no answer. */
    public void overloaded() {
        overloaded.increment();
    }
}
