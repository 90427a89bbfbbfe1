package io.podwatcher.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Lookups of several servers in turn, so that what else the machine does meets all of them alike. */
final class Rounds {

    private static final int WARM_UP_CONNECTIONS = 64;
    private static final int MAX_WARM_UPS = 3;
    private static final long ENOUGH_LOOKUPS = 300_000;

    private final Load load;
    private final Plan plan;

    /**
     * One server's lookups in one round.
     *
     * @param cpuMicros that the server has taken for each
     * @param perSecond how many it has answered
     */
    record Sample(double cpuMicros, double perSecond) {}

    Rounds(Load load, Plan plan) {
        this.load = load;
        this.plan = plan;
    }

    /** Until the compiler has had both the time and the lookups that it needs: a busy machine gives less of either. */
    void warmUp(Server server, Path questions) {
        long lookups = 0;
        for (int run = 0; run < MAX_WARM_UPS && lookups < ENOUGH_LOOKUPS; run++) {
            lookups += load.run(server.port(), WARM_UP_CONNECTIONS, plan.warmUp(), questions)
                    .requests();
        }
    }

    /** The samples of each server, one a round, by its name. */
    Map<String, List<Sample>> run(Map<Server, Path> questionsTo, int connections) {
        Map<String, List<Sample>> samples = new LinkedHashMap<>();
        questionsTo.keySet().forEach(server -> samples.put(server.name(), new ArrayList<>()));
        List<Server> servers = new ArrayList<>(questionsTo.keySet());
        for (int round = 0; round < plan.rounds(); round++) {
            for (Server server : servers) {
                samples.get(server.name()).add(sample(server, connections, questionsTo.get(server), plan.load()));
            }
            // The next round begins with another, so that none always comes after the same one.
            Collections.rotate(servers, 1);
        }
        return samples;
    }

    private Sample sample(Server server, int connections, Path questions, Duration duration) {
        double before = server.cpuMicros();
        Load.Counted counted = load.run(server.port(), connections, duration, questions);
        return new Sample((server.cpuMicros() - before) / counted.requests(), counted.requests() / counted.seconds());
    }

    static List<Double> cpu(List<Sample> samples) {
        return samples.stream().map(Sample::cpuMicros).toList();
    }

    static List<Double> throughput(List<Sample> samples) {
        return samples.stream().map(Sample::perSecond).toList();
    }

    /** Round by round. */
    static List<Double> ratios(List<Sample> ofOne, List<Sample> toOther) {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < ofOne.size(); i++) {
            ratios.add(ofOne.get(i).cpuMicros() / toOther.get(i).cpuMicros());
        }
        return ratios;
    }
}
