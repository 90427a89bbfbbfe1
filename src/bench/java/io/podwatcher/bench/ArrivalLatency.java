package io.podwatcher.bench;

import io.podwatcher.Command;
import io.podwatcher.bench.Figure.Budget;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** How long lookups take that arrive at a fixed rate, while nothing else happens and while much does. */
final class ArrivalLatency {

    private static final String GROUP = "Latency at a fixed arrival rate";
    private static final int RATE = 1_000;
    private static final int EVENTS = 1_000;

    private final Jvm jvm;
    private final Plan plan;
    private final Path lookups;

    /** What else happens during the lookups. */
    private enum Beside {
        IDLE("idle"),
        EVENTS("under 1,000 events/s"),
        LISTING("with a full /pods stream"),
        BOTH("under both");

        private final String words;

        Beside(String words) {
            this.words = words;
        }
    }

    ArrivalLatency(Jvm jvm, Plan plan, Path lookups) {
        this.jvm = jvm;
        this.plan = plan;
        this.lookups = lookups;
    }

    List<Figure> measure(Server service, ClusterProcess cluster) throws IOException {
        Map<Beside, List<Latencies>> all = new LinkedHashMap<>();
        for (int round = 0; round < plan.rounds(); round++) {
            Progress.report(RATE + " lookups/s, round " + (round + 1));
            for (Beside beside : Beside.values()) {
                all.computeIfAbsent(beside, unused -> new ArrayList<>()).add(run(service, cluster, beside));
            }
        }
        List<Figure> figures = new ArrayList<>();
        all.forEach((beside, runs) -> {
            figures.add(figure("p50", beside, runs, Latencies::p50));
            figures.add(figure("p99", beside, runs, Latencies::p99));
            figures.add(figure("p99.9", beside, runs, Latencies::p999));
        });
        for (Beside beside : Beside.values()) {
            if (beside != Beside.IDLE) {
                Figure ratio = Figure.of(
                        GROUP,
                        "p99 " + beside.words + " against idle",
                        "x",
                        ratios(all.get(beside), all.get(Beside.IDLE)));
                figures.add(beside == Beside.BOTH ? ratio.within(Budget.atMost(2)) : ratio);
            }
        }
        return figures;
    }

    private Latencies run(Server service, ClusterProcess cluster, Beside beside) throws IOException {
        int seconds = (int) plan.arrivals().toSeconds();
        CompletableFuture<String> events = beside == Beside.EVENTS || beside == Beside.BOTH
                ? cluster.tell("events " + EVENTS + " " + (seconds + 2))
                : CompletableFuture.completedFuture("");
        try (Listing listing = new Listing(service.port())) {
            if (beside == Beside.LISTING || beside == Beside.BOTH) {
                listing.start();
            }
            return lookups(jvm, service, seconds, lookups);
        } finally {
            events.join();
        }
    }

    /** Looks up at the fixed rate, from a process of its own. */
    static Latencies lookups(Jvm jvm, Server service, int seconds, Path lookups) throws IOException {
        return Latencies.read(Command.output(List.of(
                jvm.java().toString(),
                "-XX:+UseSerialGC",
                "-Xms256m",
                "-cp",
                System.getProperty("java.class.path"),
                OpenLoop.class.getName(),
                Integer.toString(service.port()),
                Integer.toString(RATE),
                Integer.toString(seconds),
                lookups.toString())));
    }

    private static Figure figure(
            String percentile, Beside beside, List<Latencies> runs, Function<Latencies, Double> value) {
        return Figure.of(
                GROUP,
                percentile + " " + beside.words,
                "µs",
                runs.stream().map(value).toList());
    }

    private static List<Double> ratios(List<Latencies> busy, List<Latencies> idle) {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < busy.size(); i++) {
            ratios.add(busy.get(i).p99() / idle.get(i).p99());
        }
        return ratios;
    }
}
