package io.podwatcher.cache.index;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;

/**
 * What happens in a small cluster, as steps that make sense in any order, so that a failing history can be shortened.
 */
final class History {

    private History() {}

    /** What can happen to the pod in one of the cluster's places. */
    enum Kind {
        CREATE,
        CREATE_ON_HOST_NETWORK,
        ASSIGN_IP,
        ASSIGN_TWO_IPS,
        BECOME_READY,
        CHANGE_IP,
        LOSE_SANDBOX,
        GET_SANDBOX,
        RUN_ON_NODE_WITH_IP,
        RUN_ON_NODE_WITH_TWO_IPS,
        RUN_ON_NODE_WITH_OWN_IP,
        LOSE_IP,
        EVICT,
        FINISH,
        TERMINATE,
        DELETE,
        REPLACE_UNDER_THE_SAME_NAME,
        STOP_WATCHING,
        RELIST
    }

    /**
     * One thing that happens.
     *
     * @param kind what
     * @param place which pod of the cluster
     * @param ip which address, where one is needed
     */
    record Step(Kind kind, int place, int ip) {}

    static List<Step> random(Random random, int length) {
        Kind[] kinds = Kind.values();
        List<Step> steps = new ArrayList<>(length);
        for (int i = 0; i < length; i++) {
            steps.add(new Step(
                    kinds[random.nextInt(kinds.length)],
                    random.nextInt(ClusterModel.PLACES),
                    random.nextInt(ClusterModel.IPS.size())));
        }
        return steps;
    }

    /** The shortest history that still fails and comes of this one by leaving out steps. */
    static List<Step> shrink(List<Step> failing, Predicate<List<Step>> fails) {
        List<Step> shortest = failing;
        for (int chunk = failing.size() / 2; chunk > 0; chunk /= 2) {
            for (int from = 0; from + chunk <= shortest.size(); ) {
                List<Step> without = new ArrayList<>(shortest.subList(0, from));
                without.addAll(shortest.subList(from + chunk, shortest.size()));
                if (fails.test(without)) {
                    shortest = without;
                } else {
                    from++;
                }
            }
        }
        return shortest;
    }
}
