package io.podwatcher.bench;

import io.podwatcher.bench.Figure.Budget;
import io.podwatcher.bench.Rounds.Sample;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a lookup costs among few pods and among many. */
final class MapSize {

    private static final String GROUP = "Lookups: few pods and many";
    private static final int CONNECTIONS = 64;

    private final Servers servers;
    private final Jvm jvm;
    private final Rounds rounds;
    private final Plan plan;
    private final Path folder;

    MapSize(Servers servers, Jvm jvm, Rounds rounds, Plan plan, Path folder) {
        this.servers = servers;
        this.jvm = jvm;
        this.rounds = rounds;
        this.plan = plan;
        this.folder = folder;
    }

    List<Figure> measure() throws IOException {
        List<ClusterProcess> clusters = new ArrayList<>();
        Map<Server, Path> services = new LinkedHashMap<>();
        try {
            for (int pods : plan.mapSizes()) {
                Progress.report("syncing " + pods + " pods");
                ClusterProcess cluster = ClusterProcess.start(jvm, pods, folder);
                clusters.add(cluster);
                Server service = servers.service(pods + " pods", cluster, pods < 100_000 ? 256 : 1024);
                services.put(service, Questions.lookups(pods, folder));
                service.awaitReady();
                rounds.warmUp(service, services.get(service));
            }
            Progress.report("lookups among " + plan.mapSizes() + " pods");
            return figures(rounds.run(services, CONNECTIONS));
        } finally {
            services.keySet().forEach(Server::close);
            clusters.forEach(ClusterProcess::close);
        }
    }

    private static List<Figure> figures(Map<String, List<Sample>> samples) {
        List<Figure> figures = new ArrayList<>();
        List<List<Sample>> sizes = new ArrayList<>(samples.values());
        List<Sample> fewest = sizes.get(0);
        samples.forEach((name, of) -> {
            figures.add(Figure.of(GROUP, "among " + name, "µs CPU per lookup", Rounds.cpu(of)));
            if (of != fewest) {
                String few = samples.keySet().iterator().next();
                figures.add(Figure.of(GROUP, "among " + name + " against " + few, "x CPU", Rounds.ratios(of, fewest))
                        .within(Budget.atMost(1.1)));
            }
        });
        return figures;
    }
}
