package io.podwatcher.bench;

import io.podwatcher.bench.Figure.Budget;
import io.podwatcher.bench.Rounds.Sample;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a lookup costs, against servers that do less for it, step by step. */
final class LookupCost {

    static final double REGRESSION = 1.5;

    private static final String GROUP = "Lookups: cost against other servers";
    private static final String BARE = "bare Vert.x";

    /** Against bare Vert.x, by the number of connections. */
    private static final Map<Integer, Budget> BUDGETS =
            Map.of(1, Budget.atMost(1.2), 64, Budget.atMost(1), 512, Budget.atMost(1.1));

    /** Against proxies that answer out of a map, with {@value #CONNECTIONS_OF_PROXIES} connections. */
    private static final Map<String, Budget> PROXY_BUDGETS =
            Map.of(MapProxies.NGINX, Budget.atMost(1.1), MapProxies.HAPROXY, Budget.atMost(1));

    private static final int CONNECTIONS_OF_PROXIES = 64;
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
            // Each caller costs a signature every half minute, however often it calls.
            Path ofFewCallers = Questions.fewAuthorizations(PODS, folder);
            rivals.put(servers.signing(TOKENS, cluster, HEAP_MIB).awaitReady(), ofFewCallers);
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
        samples.forEach((name, of) -> {
            if (name.equals(AUTHORIZE) || name.equals(TOKENS)) {
                figures.add(against(Servers.SERVICE, name, samples, on).within(AUTHORIZE_BUDGET));
            } else if (!name.equals(BARE)) {
                Figure ratio = against(BARE, name, samples, on);
                figures.add(name.equals(Servers.SERVICE) ? ratio.within(BUDGETS.get(connections)) : ratio);
            }
        });
        PROXY_BUDGETS.forEach((proxy, budget) -> {
            if (samples.containsKey(proxy)) {
                Figure ratio = against(proxy, Servers.SERVICE, samples, on);
                figures.add(connections == CONNECTIONS_OF_PROXIES ? ratio.within(budget) : ratio);
            }
        });
        return figures;
    }

    private static Figure against(String other, String name, Map<String, List<Sample>> samples, String on) {
        return Figure.of(
                GROUP, name + " against " + other + on, "x CPU", Rounds.ratios(samples.get(name), samples.get(other)));
    }

    /** Whether the service has become so slow that a change must be to blame. */
    static boolean isRegression(List<Figure> figures) {
        return figures.stream()
                .filter(figure -> figure.name().equals(Servers.SERVICE + " against " + BARE + ", 64 connections"))
                .anyMatch(figure -> figure.value() > REGRESSION);
    }
}
