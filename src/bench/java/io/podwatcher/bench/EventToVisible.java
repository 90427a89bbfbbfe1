package io.podwatcher.bench;

import io.podwatcher.bench.Figure.Budget;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** How long after an event {@code /pod} answers by it, while 1,000 events come each second. */
final class EventToVisible {

    private static final String GROUP = "Event to answer";
    private static final int RATE = 1_000;

    private final Plan plan;

    EventToVisible(Plan plan) {
        this.plan = plan;
    }

    List<Figure> measure(Server service, ClusterProcess cluster) {
        String command = " " + plan.arrivals().toSeconds() + " " + service.port();
        List<Latencies> quiet = new ArrayList<>();
        List<Latencies> busy = new ArrayList<>();
        for (int round = 0; round < plan.rounds(); round++) {
            Progress.report("events that become visible, round " + (round + 1));
            quiet.add(Latencies.read(cluster.tell("visible 100" + command).join()));
            busy.add(Latencies.read(cluster.tell("visible " + RATE + command).join()));
        }
        return List.of(
                figure("p50 at 100 events/s", quiet, Latencies::p50),
                figure("p99 at 100 events/s", quiet, Latencies::p99),
                figure("p50 at 1,000 events/s", busy, Latencies::p50),
                figure("p99 at 1,000 events/s", busy, Latencies::p99).within(Budget.atMost(10)));
    }

    private static Figure figure(String name, List<Latencies> runs, Function<Latencies, Double> micros) {
        return Figure.of(
                GROUP,
                name,
                "ms",
                runs.stream().map(micros).map(value -> value / 1000).toList());
    }
}
