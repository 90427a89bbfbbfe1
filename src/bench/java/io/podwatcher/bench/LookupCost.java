package io.podwatcher.bench;

import io.podwatcher.bench.Figure.Budget;
import io.podwatcher.bench.Rounds.Sample;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a lookup costs, against servers that do less for it, step by step. */
final class LookupCost {

    static final double REGRESSION = 1.5;

    private static final String GROUP = "Lookups: cost against other servers";
    private static final Budget BUDGET = Budget.atMost(1.25);
    private static final String AUTHORIZE = "/authorize";
    private static final String TOKENS = "/authorize with tokens";
    private static final Budget AUTHORIZE_BUDGET = Budget.atMost(1.15);
    private static final int PODS = 10_000;
    private static final int HEAP_MIB = 256;

    private final Servers servers;
    private final Rounds rounds;
    private final Plan plan;
    private final Path folder;

    LookupCost(Servers servers, Rounds rounds, Plan plan, Path folder) {
        this.servers = servers;
        this.rounds = rounds;
        this.plan = plan;
        this.folder = folder;
    }

    List<Figure> measure(ClusterProcess cluster) throws IOException {
        Path lookups = Questions.lookups(PODS, folder);
        Map<Server, Path> rivals = new LinkedHashMap<>();
        try {
            Server service = servers.service(cluster, HEAP_MIB).awaitReady();
            rivals.put(service, lookups);
            servers.rivals(service, lookups, HEAP_MIB).forEach(rival -> rivals.put(rival.awaitReady(), lookups));
            // The same program again: what it is asked for a while shapes its compiled code.
            Server authorizing = servers.service(AUTHORIZE, cluster, HEAP_MIB).awaitReady();
            Path authorizations = Questions.authorizations(PODS, folder);
            rivals.put(authorizing, authorizations);
            rivals.put(servers.signing(TOKENS, cluster, HEAP_MIB).awaitReady(), authorizations);
            for (Server server : rivals.keySet()) {
                Progress.report("warming up " + server.name());
                rounds.warmUp(server, rivals.get(server));
            }
            List<Figure> figures = new ArrayList<>();
            for (int connections : plan.connections()) {
                Progress.report("lookups on " + connections + " connections");
                figures.addAll(figures(rounds.run(rivals, connections), connections));
            }
            return figures;
        } finally {
            rivals.keySet().forEach(Server::close);
        }
    }

    private static List<Figure> figures(Map<String, List<Sample>> samples, int connections) {
        String on = ", " + connections + (connections == 1 ? " connection" : " connections");
        List<Figure> figures = new ArrayList<>();
        samples.forEach((name, of) -> {
            figures.add(Figure.of(GROUP, name + on, "µs CPU per lookup", Rounds.cpu(of)));
            figures.add(Figure.of(GROUP, name + on, "lookups/s", Rounds.throughput(of)));
        });
        List<Sample> bare = samples.get("bare Vert.x");
        samples.forEach((name, of) -> {
            if (name.equals(AUTHORIZE) || name.equals(TOKENS)) {
                figures.add(Figure.of(
                                GROUP,
                                name + " against /pod" + on,
                                "x CPU",
                                Rounds.ratios(of, samples.get(Servers.SERVICE)))
                        .within(AUTHORIZE_BUDGET));
            } else if (of != bare) {
                Figure ratio = Figure.of(GROUP, name + " against bare Vert.x" + on, "x CPU", Rounds.ratios(of, bare));
                figures.add(name.equals(Servers.SERVICE) ? ratio.within(BUDGET) : ratio);
            }
        });
        return figures;
    }

    /** Whether the service has become so slow that a change must be to blame. */
    static boolean isRegression(List<Figure> figures) {
        return figures.stream()
                .filter(figure -> figure.budget().equals(Optional.of(BUDGET)))
                .anyMatch(figure -> figure.name().contains("64 connections") && figure.value() > REGRESSION);
    }
}
