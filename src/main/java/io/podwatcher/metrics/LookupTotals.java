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
 * What the counters and the histogram of all lookups stood at in one moment. Immutable; any thread.
 *
 * @param lookups how many there had been
 * @param timed how many of them had been timed
 * @param within how many of those had taken so many seconds or fewer
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
            // Before the buckets: one that ends in between must not look as if it were longer than all of them.
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
     * The seconds that a share of the lookups timed since then did not exceed, as Prometheus' histogram_quantile
     * estimates it: as if they lay evenly within their bucket, and all beyond the last bucket at its end. Empty when
     * none was timed.
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
