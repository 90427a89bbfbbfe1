package io.podwatcher.cache;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.podwatcher.log.OncePerKey;
import io.podwatcher.log.RateLimit;
import io.podwatcher.model.Pod;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bounds what the encoded answers of all pods take together. A pod that would exceed the limit is kept with a
 * {@link BriefAnswer}. A change that makes a pod no larger is always kept as it is, so a list of pods that are as they
 * were changes nothing at the limit. A brief answer is kept beyond the limit too: without it callers would be refused.
 *
 * <p>Counts exactly: each pod in the map, and what a list under way will add to it. On the cache verticle's loop.
 */
final class AnswerBudget {

    private static final Logger log = LoggerFactory.getLogger(AnswerBudget.class);

    /** The heap without any pod, the young generation, and what is read and answered meanwhile. */
    private static final long FIXED = 48L << 20;

    private final long limit;
    private final Counter shortened;
    private final OncePerKey warnings = new OncePerKey(1);

    /** Written by one thread; volatile for the gauge. */
    private volatile long used;

    /**
     * @param limit in bytes
     * @param registry the registry for its meters
     */
    AnswerBudget(long limit, MeterRegistry registry) {
        this.limit = limit;
        Gauge.builder("pod.watcher.map.bytes", this, AnswerBudget::used)
                .description("Encoded answers of all pods in the map and in a list under way")
                .register(registry);
        Gauge.builder("pod.watcher.map.bytes.max", this, budget -> budget.limit)
                .description(
                        "What they may take; beyond it pods are kept without annotations, conditions and containers")
                .register(registry);
        shortened = Counter.builder("pod.watcher.pods.truncated")
                .description("States of pods of which a part is not served, by the limit that it would exceed")
                .tag("limit", "map")
                .register(registry);
    }

    /**
     * The limit for a heap: four fifths of what is left beside the fixed part. The rest is for what else a pod takes,
     * some 400 bytes. 10,000 usual pods are 19 MB of 38 in a container of 256 MiB, 150,000 are 281 MB of 311 in one of
     * 768.
     */
    static long ofHeap(long bytes) {
        return Math.max(bytes / 8, (bytes - FIXED) / 5 * 4);
    }

    /**
     * How a pod is to be kept.
     *
     * @param before as it is kept so far; null when it is not known
     * @param now its new state
     * @return its new state, or the same with a brief answer
     */
    Pod fit(Pod before, Pod now) {
        int growth = size(now) - size(before);
        if (growth <= 0 || used + growth <= limit) {
            return now;
        }
        Pod brief = BriefAnswer.of(now);
        if (brief != now) {
            shortened.increment();
            warnings.report(
                    now.uid(),
                    times -> log.warn(
                            "The map has {} MB, its limit in this heap: pod {}/{} is served without annotations,"
                                    + " conditions and containers; raise the memory limit{}",
                            limit / 1_000_000,
                            now.namespace(),
                            now.name(),
                            RateLimit.leftOut(times)));
        }
        return brief;
    }

    /** The map, or a list under way, has this many bytes more, or fewer where negative. */
    void grow(long bytes) {
        used = used + bytes;
    }

    long used() {
        return used;
    }

    /** What a pod takes; null takes nothing. */
    static int size(Pod pod) {
        return pod == null ? 0 : pod.json().length;
    }
}
