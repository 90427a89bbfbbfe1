package io.podwatcher.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What keeping the map takes from the service and from the server that it watches, and how that grows with replicas.
 */
final class WatchCost {

    private static final String GROUP = "The watch: processor time on both sides";
    private static final int HEAP_MIB = 256;
    private static final int REPLICAS = 3;
    private static final int RATE = 500;

    private final Servers servers;
    private final Plan plan;
    private final int pods;

    /**
     * @param pods how many the cluster has
     */
    WatchCost(Servers servers, Plan plan, int pods) {
        this.servers = servers;
        this.plan = plan;
        this.pods = pods;
    }

    List<Figure> measure(ClusterProcess cluster) throws IOException {
        List<Double> listed = new ArrayList<>();
        List<Double> served = new ArrayList<>();
        List<Figure> figures = new ArrayList<>();
        List<Server> replicas = new ArrayList<>();
        try {
            for (int i = 0; i < REPLICAS; i++) {
                Progress.report("replica " + (i + 1));
                double before = cluster.cpuMicros();
                Server replica = servers.service(cluster, HEAP_MIB).awaitReady();
                replicas.add(replica);
                listed.add(replica.cpuMicros() / 1e6);
                served.add((cluster.cpuMicros() - before) / pods);
                if (i == 0 || i == REPLICAS - 1) {
                    figures.addAll(events(cluster, replicas));
                }
            }
        } finally {
            replicas.forEach(Server::close);
        }
        figures.add(Figure.of(GROUP, "start and sync of " + pods + " pods, service", "s CPU", listed));
        figures.add(Figure.of(GROUP, "a list, test server", "µs CPU per pod", served));
        return figures;
    }

    private List<Figure> events(ClusterProcess cluster, List<Server> replicas) {
        List<Double> watching = new ArrayList<>();
        List<Double> telling = new ArrayList<>();
        int seconds = (int) plan.arrivals().toSeconds();
        for (int round = 0; round < Math.min(3, plan.rounds()); round++) {
            double clusterBefore = cluster.cpuMicros();
            double before = replicas.stream().mapToDouble(Server::cpuMicros).sum();
            cluster.tell("events " + RATE + " " + seconds).join();
            double events = (double) RATE * seconds;
            telling.add((cluster.cpuMicros() - clusterBefore) / events);
            watching.add((replicas.stream().mapToDouble(Server::cpuMicros).sum() - before) / events / replicas.size());
        }
        String with = replicas.size() == 1 ? " with one replica" : " with " + replicas.size() + " replicas";
        return List.of(
                Figure.of(GROUP, "an event, each service" + with, "µs CPU", watching),
                Figure.of(GROUP, "an event, test server" + with, "µs CPU", telling));
    }
}
