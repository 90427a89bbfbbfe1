package io.podwatcher.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * {@code mvn -Pbench verify}: measures the built service against other servers on this machine and writes
 * target/bench/report.md and report.json. Ends with 1 when a lookup has become much dearer than it was.
 */
public final class Bench {

    private static final int PODS = 10_000;
    private static final int HEAP_MIB = 256;

    private final Set<String> only;
    private final Plan plan;
    private final Path folder;
    private final Jvm jvm;
    private final Servers servers;
    private final Image image;
    private final Rounds rounds;
    private final Report report;

    private Bench(Plan plan, Set<String> only, Path folder) throws IOException {
        this.plan = plan;
        this.only = only;
        this.folder = folder;
        this.jvm = Jvm.current();
        this.servers = new Servers(jvm, folder);
        this.image = new Image(folder);
        Load load = Load.choose(jvm, folder);
        this.rounds = new Rounds(load, plan);
        this.report = new Report(folder, Origin.here(jvm, load), plan);
    }

    /**
     * Runs; {@code -Dbench.quick=true} for the short run, and for some of the figures
     * {@code -Dbench.only=lookups,latency,visible,events,watch,size,start,memory,jmh}.
     */
    public static void main(String[] arguments) throws Exception {
        Plan plan = Boolean.getBoolean("bench.quick") ? Plan.QUICK : Plan.FULL;
        Path folder = Files.createDirectories(Path.of("target", "bench").toAbsolutePath());
        String only = System.getProperty("bench.only", "");
        Set<String> some = only.isBlank() ? Set.of() : Set.of(only.split(","));
        System.exit(new Bench(plan, some, folder).run() ? 0 : 1);
    }

    private boolean run() throws Exception {
        Progress.report(plan.name() + " run; starting a cluster of " + PODS + " pods");
        boolean regression = false;
        try (ClusterProcess cluster = ClusterProcess.start(jvm, PODS, folder)) {
            if (wanted("lookups")) {
                List<Figure> cost = new LookupCost(servers, rounds, plan, folder).measure(cluster);
                report.add(cost);
                regression = LookupCost.isRegression(cost);
            }
            underEvents(cluster);
            if (wanted("watch")) {
                report.add(new WatchCost(servers, plan, PODS).measure(cluster));
            }
        }
        if (wanted("size")) {
            report.add(new MapSize(servers, jvm, rounds, plan, folder).measure());
        }
        if (wanted("start")) {
            report.add(new StartUp(servers, jvm, Jvm.ofImage(), image, plan, folder).measure());
        }
        if (wanted("memory")) {
            Optional<Path> imageFolder = Jvm.ofImage().isPresent() ? Optional.of(image.folder()) : Optional.empty();
            report.add(new Memory(jvm, Jvm.ofImage().orElse(jvm), imageFolder, plan).measure());
        }
        if (wanted("jmh")) {
            report.add(new MicroBenchmarks(plan, folder).measure());
        }
        return conclude(regression);
    }

    private void underEvents(ClusterProcess cluster) throws IOException {
        if (!wanted("latency") && !wanted("visible") && !wanted("events")) {
            return;
        }
        Path lookups = Questions.lookups(PODS, folder);
        try (Server service = servers.service(cluster, HEAP_MIB).awaitReady()) {
            rounds.warmUp(service, lookups);
            // An event runs more code than a lookup: the compilers are busy with it for 50,000 events.
            cluster.tell("events 1000 " + plan.warmUp().multipliedBy(4).toSeconds())
                    .join();
            if (wanted("latency")) {
                report.add(new ArrivalLatency(jvm, plan, lookups).measure(service, cluster));
            }
            if (wanted("visible")) {
                report.add(new EventToVisible(plan).measure(service, cluster));
            }
            if (wanted("events")) {
                report.add(new EventLatency(jvm, plan, lookups).measure(service, cluster));
            }
        }
    }

    private boolean wanted(String group) {
        return (only.isEmpty() ? plan.groups() : only).contains(group);
    }

    private boolean conclude(boolean regression) {
        report.missed().forEach(figure -> Progress.report("budget missed: " + figure.name()));
        Progress.report("the report is " + folder.resolve("report.md"));
        if (regression) {
            Progress.report("FAILED: a lookup takes more than " + LookupCost.REGRESSION
                    + " times the processor time of a server that answers a constant");
        }
        return !regression;
    }
}
