package io.podwatcher.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * How long lookups take under 1,000 events/s while many clients follow them, against the same without those clients.
 */
final class EventLatency {

    private static final String GROUP = "Latency beside streams of events";
    private static final int EVENTS = 1_000;
    private static final int CLIENTS = 1_000;

    private final Jvm jvm;
    private final Plan plan;
    private final Path lookups;

    EventLatency(Jvm jvm, Plan plan, Path lookups) {
        this.jvm = jvm;
        this.plan = plan;
        this.lookups = lookups;
    }

    List<Figure> measure(Server service, ClusterProcess cluster) throws IOException {
        List<Double> alone = new ArrayList<>();
        List<Double> beside = new ArrayList<>();
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < Math.min(3, plan.rounds()); round++) {
            Progress.report(CLIENTS + " streams of events, round " + (round + 1));
            alone.add(p99(service, cluster));
            try (EventReaders readers = new EventReaders(service.port(), CLIENTS)) {
                beside.add(p99(service, cluster));
            }
            ratios.add(beside.get(round) / alone.get(round));
        }
        return List.of(
                Figure.of(GROUP, "p99 under 1,000 events/s", "µs", alone),
                Figure.of(GROUP, "p99 while 1,000 clients follow them", "µs", beside),
                Figure.of(GROUP, "p99 with those clients against without", "x", ratios));
    }

    private double p99(Server service, ClusterProcess cluster) throws IOException {
        int seconds = (int) plan.arrivals().toSeconds();
        CompletableFuture<String> events = cluster.tell("events " + EVENTS + " " + (seconds + 2));
        try {
            return ArrivalLatency.lookups(jvm, service, seconds, lookups).p99();
        } finally {
            events.join();
        }
    }
}
