package io.podwatcher.cache.index;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.podwatcher.log.OncePerKey;
import io.podwatcher.log.RateLimit;
import io.podwatcher.model.Pod;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bounds the memory of all encoded answers. A pod that would exceed the limit is kept with a {@link BriefAnswer}. A
 * change that does not enlarge a pod is always kept in full, so that a list of unchanged pods changes nothing at the
 * limit. A brief answer is kept even beyond the limit: without it callers would be refused.
 *
 * <p>The count is exact: all pods in the map, and what a list in progress will add. On the cache verticle's loop.
 */
public final class AnswerBudget {

    private static final Logger log = LoggerFactory.getLogger(AnswerBudget.class);

    /** Heap for everything but pods: the young generation, and requests and answers in progress. */
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
    public AnswerBudget(long limit, MeterRegistry registry) {
        this.limit = limit;
        Gauge.builder("pod.watcher.map.bytes", this, AnswerBudget::used)
                .description("Encoded answers of all pods in the map and in a list in progress")
                .register(registry);
        Gauge.builder("pod.watcher.map.bytes.max", this, budget -> budget.limit)
                .description("The limit of these answers; beyond it "
                        + "pods are kept without annotations, conditions and containers")
                .register(registry);
        shortened = Counter.builder("pod.watcher.pods.truncated")
                .description("Pod states that are served only in part, by the limit that they would exceed")
                .tag("limit", "map")
                .register(registry);
    }

    /**
     * The limit for a heap: four fifths of what remains beside the fixed part. The last fifth is for the other objects
     * of a pod, some 400 bytes each. 10,000 usual pods take 19 MB of 38 in a container of 256 MiB, 150,000 take 281 MB
     * of 311 in one of 768 MiB.
     */
    public static long ofHeap(long bytes) {
        return Math.max(bytes / 8, (bytes - FIXED) / 5 * 4);
    }

    /**
     * Decides whether a pod is kept in full or briefly.
     *
     * @param before the pod as it is kept now; null if it is not known
     * @param now its new state
     * @return its new state, or the same with a brief answer
     */
    public Pod fit(Pod before, Pod now) {
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

    /** Adds the bytes by which the map or a list in progress has grown; negative if it has shrunk. */
    public void grow(long bytes) {
        used = used + bytes;
    }

    long used() {
        return used;
    }

    /** The bytes of a pod's answer; 0 for null. */
    public static int size(Pod pod) {
        return pod == null ? 0 : pod.json().length;
    }
}
