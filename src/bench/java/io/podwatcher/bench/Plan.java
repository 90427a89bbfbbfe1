package io.podwatcher.bench;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * How long and how often to measure.
 *
 * @param rounds how often each figure is taken, all rivals in turn, before the median counts
 * @param load how long one closed-loop measurement takes
 * @param warmUp how long a server is under load before it is measured, so that the compiler is done with it
 * @param arrivals how long one measurement at a fixed arrival rate takes
 * @param starts how often each way to start is tried
 * @param connections the numbers of connections to look up with
 * @param mapSizes the numbers of pods to look up among
 * @param groups which of the figures, unless others are asked for
 * @param jmhMillis how long one iteration of a micro-benchmark takes
 */
record Plan(
        String name,
        int rounds,
        Duration load,
        Duration warmUp,
        Duration arrivals,
        int starts,
        List<Integer> connections,
        List<Integer> mapSizes,
        Set<String> groups,
        int jmhMillis) {

    /** Under 20 minutes on two cores. */
    static final Plan FULL = new Plan(
            "full",
            5,
            Duration.ofSeconds(3),
            Duration.ofSeconds(12),
            Duration.ofSeconds(8),
            5,
            List.of(1, 64, 512),
            List.of(1_000, 10_000, 150_000),
            Set.of("lookups", "latency", "visible", "events", "watch", "size", "start", "memory", "jmh"),
            1_000);

    /** Under 3 minutes on two cores: enough for the gate, not for the figures behind the point. */
    static final Plan QUICK = new Plan(
            "quick",
            3,
            Duration.ofSeconds(3),
            Duration.ofSeconds(6),
            Duration.ofSeconds(2),
            1,
            List.of(64),
            List.of(1_000, 10_000),
            Set.of("lookups", "latency", "visible"),
            100);
}
