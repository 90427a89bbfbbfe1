package io.podwatcher.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.distribution.CountAtBucket;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * The values of the counters and the histogram of all lookups at one moment. Immutable; any thread.
 *
 * @param lookups the number of lookups
 * @param timed how many of them were timed
 * @param within for each number of seconds, how many of those took at most that long
 */
record LookupTotals(double lookups, double timed, SortedMap<Double, Double> within) {

    static LookupTotals read(MeterRegistry registry) {
        double lookups = 0;
        for (Counter counter : registry.find("pod.watcher.lookups").counters()) {
            lookups += counter.count();
        }
        double timed = 0;
        SortedMap<Double, Double> within = new TreeMap<>();
        for (Timer timer : registry.find("pod.watcher.lookup").timers()) {
            // Read before the buckets: a lookup that ends in between must not seem slower than the last bucket.
            double count = timer.count();
            double inBuckets = 0;
            for (CountAtBucket bucket : timer.takeSnapshot().histogramCounts()) {
                within.merge(bucket.bucket(TimeUnit.SECONDS), bucket.count(), Double::sum);
                inBuckets = bucket.count();
            }
            timed += Math.max(count, inBuckets);
        }
        return new LookupTotals(lookups, timed, within);
    }

    double lookupsSince(LookupTotals before) {
        return lookups - before.lookups;
    }

    /**
     * Estimates a quantile of the lookups since then, in seconds, as Prometheus' histogram_quantile does: evenly spread
     * within a bucket, and all beyond the last bucket at its end. Empty if none was timed.
     */
    OptionalDouble quantileSince(LookupTotals before, double share) {
        double all = timed - before.timed;
        if (all <= 0) {
            return OptionalDouble.empty();
        }
        double rank = share * all;
        double from = 0;
        double below = 0;
        for (Map.Entry<Double, Double> bucket : within.entrySet()) {
            double to = bucket.getKey();
            double upTo = bucket.getValue() - before.within.getOrDefault(to, 0.0);
            if (upTo >= rank) {
                return OptionalDouble.of(from + (to - from) * (rank - below) / (upTo - below));
            }
            from = to;
            below = upTo;
        }
        return OptionalDouble.of(from);
    }
}
